package diff

import (
	"cmp"
	"slices"
	"strings"
)

// changedSymbols returns the symbols of the older package that the newer lacks or declares
// differently.
func changedSymbols(before, after map[string]symbol) []changedSymbol {
	var list []changedSymbol
	for _, name := range sortedKeys(before) {
		if s := before[name]; s.text != after[name].text {
			list = append(list, changedSymbol{s.element, Symbol{name, s.text, after[name].text}})
		}
	}
	return list
}

// A changedSymbol is a symbol with the path of its element.
type changedSymbol struct {
	element string
	symbol  Symbol
}

// attach adds each symbol to the change of its element, or of the element around it, that explains
// it. For a symbol that no change explains it adds a change.
func attach(changes []Change, all []changedSymbol) []Change {
	at := map[string][]int{}
	for i, c := range changes {
		if c.What != Changed || explains(c.Facet) {
			at[key(c.Element)] = append(at[key(c.Element)], i)
		}
	}
	for _, s := range all {
		i, ok := explaining(at, changes, s)
		if !ok {
			i, at[key(s.element)] = len(changes), []int{len(changes)}
			changes = append(changes, Change{Element: s.element, Kind: "Go declaration", What: Changed})
		}
		c := &changes[i]
		c.Symbols = append(c.Symbols, s.symbol)
		c.Go = Effect{true, goReason(c.Symbols)}
	}
	return changes
}

// explaining returns the index of the change that best explains a changed symbol, among those of
// its element or of the nearest element around it.
func explaining(at map[string][]int, changes []Change, s changedSymbol) (int, bool) {
	for path := s.element; path != ""; path = parent(path) {
		if list := at[key(path)]; len(list) > 0 {
			return slices.MinFunc(list, func(i, j int) int {
				return cmp.Compare(distance(changes[i].Facet, s.symbol), distance(changes[j].Facet, s.symbol))
			}), true
		}
	}
	return 0, false
}

// key returns a path whose operation has the binding parameter only, because overloads share their
// Go declarations.
func key(path string) string {
	open := strings.IndexByte(path, '(')
	if open < 0 {
		return path
	}
	end := strings.LastIndexByte(path, ')')
	if comma := strings.IndexByte(path[open:end], ','); comma >= 0 {
		return path[:open+comma] + path[end:]
	}
	return path
}

func goReason(symbols []Symbol) string {
	removed := 0
	for _, s := range symbols {
		if s.New == "" {
			removed++
		}
	}
	switch {
	case removed == len(symbols):
		return "Go names are removed"
	case removed == 0:
		return "Go declarations change"
	}
	return "Go names are removed, declarations change"
}
