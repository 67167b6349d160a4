package msdocs

import (
	"regexp"
	"strconv"
	"strings"
)

// This file reads documented requests and responses.

var (
	requestLine  = regexp.MustCompile(`^(GET|POST|PATCH|PUT|DELETE|HEAD)\s+(\S.*)$`)
	responseLine = regexp.MustCompile(`^HTTP/\d(?:\.\d)?\s+(\d{3})\s*(.*)$`)
	headerLine   = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9-]*):\s*(.*)$`)
)

// firstLine returns the first line that is not empty, and its number within the code.
func firstLine(code string) (string, int) {
	for i, line := range strings.Split(code, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			return line, i
		}
	}
	return "", 0
}

// parseRequest reads a request: the request line, whose URL may continue on further lines, headers,
// and after an empty line the body. An empty line may also be before the headers. Request lines of
// further requests may be before the headers or after the body.
func parseRequest(b block) *Request {
	text, first := firstLine(b.text)
	m := requestLine.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	r := &Request{Method: m[1], URL: trimVersion(m[2]), Line: b.line + first}
	lines := strings.Split(b.text, "\n")[first+1:]
	for len(lines) > 0 && continues(lines[0]) {
		r.URL += "\n" + strings.TrimRight(lines[0], " \t")
		lines = lines[1:]
	}
	for len(lines) > 0 && requestLine.MatchString(lines[0]) {
		lines = lines[1:]
	}
	r.Headers, r.Body = message(lines)
	return r
}

// continues reports whether a line continues the URL of a request line.
func continues(line string) bool {
	text := strings.TrimSpace(line)
	return text != "" && !headerLine.MatchString(text) && !requestLine.MatchString(text) && !strings.HasPrefix(text, "{")
}

func trimVersion(url string) string {
	url = strings.TrimSpace(url)
	if at := strings.LastIndex(url, " HTTP/"); at > 0 {
		return strings.TrimSpace(url[:at])
	}
	return url
}

func parseResponse(b block) *Response {
	text, first := firstLine(b.text)
	m := responseLine.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	status, _ := strconv.Atoi(m[1]) // the expression matches digits only
	r := &Response{Status: status, Reason: strings.TrimSpace(m[2]), Line: b.line + first}
	r.Headers, r.Body = message(strings.Split(b.text, "\n")[first+1:])
	return r
}

// message reads headers and body.
func message(lines []string) (map[string]string, *string) {
	headers := map[string]string{}
	for len(lines) > 0 {
		line := strings.TrimSpace(lines[0])
		if m := headerLine.FindStringSubmatch(line); m != nil {
			headers[m[1]] = m[2]
		} else if line != "" {
			break
		}
		lines = lines[1:]
	}
	for i, line := range lines {
		if requestLine.MatchString(line) {
			lines = lines[:i]
			break
		}
	}
	body := strings.TrimRight(strings.Join(lines, "\n"), " \t\n")
	if body == "" {
		return headers, nil
	}
	return headers, &body
}

// examples pairs each documented request with the response that follows it.
func (p *page) examples() []Example {
	var list []Example
	for _, b := range p.blocks {
		if b.kind != code || strings.HasPrefix(b.section, "http request") {
			continue
		}
		if r := parseRequest(b); r != nil {
			list = append(list, Example{Request: r})
		} else if r := parseResponse(b); r != nil && len(list) > 0 && list[len(list)-1].Response == nil {
			list[len(list)-1].Response = r
		}
	}
	return list
}
