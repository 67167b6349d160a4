package yamlfile

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/yamltext"
)

var twice = regexp.MustCompile(`line (\d+): mapping key (".*") already defined at line (\d+)`)

// faults adds positions to an error of the library. For a name that is given twice, the library
// reports the line; faults finds the column.
func faults(source *yamltext.Source, data []byte, err error) error {
	text := strings.TrimPrefix(err.Error(), "error converting YAML to JSON: ")
	found := twice.FindAllStringSubmatch(text, -1)
	if len(found) == 0 {
		return source.Malformed(errors.New(text))
	}
	var errs spec.Errors
	for _, f := range found {
		name, _ := strconv.Unquote(f[2])
		line, _ := strconv.Atoi(f[1])
		first, _ := strconv.Atoi(f[3])
		line = max(line, first) // line is 0 for __origin__, a name that the library adds
		pos := source.Position(line, columnOf(data, line, name))
		errs.Add(spec.Errorf(pos, "keep one", "%s is already given in line %d", name, first))
	}
	return errs.Err()
}

// columnOf returns the column in characters of the last key of that name on a line, or 1.
func columnOf(data []byte, line int, name string) int {
	lines := bytes.Split(data, []byte("\n"))
	if line < 1 || line > len(lines) {
		return 1
	}
	key := regexp.MustCompile(`(^|[\s{,?-])(["']?)` + regexp.QuoteMeta(name) + `["']?\s*(:|$)`)
	found := key.FindAllSubmatchIndex(lines[line-1], -1)
	if len(found) == 0 {
		return 1
	}
	return utf8.RuneCount(lines[line-1][:found[len(found)-1][4]]) + 1
}
