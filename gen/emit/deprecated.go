package emit

import "github.com/intunegen/intunegen/gen/ir"

// alias writes an earlier name:
//
//	// Deprecated: …
//	type <Earlier> = <Name>
func alias(s *source, a *ir.Alias) {
	aliasComment(s, a)
	kind := "type"
	switch {
	case a.Constant:
		kind = "const"
	case a.Variable:
		kind = "var"
	}
	s.put(kind, " ", a.Go, " = ", a.Of, "\n")
}

func aliasComment(s *source, a *ir.Alias) {
	s.comment(a.Go+" is the name of "+a.Of+" from when the service said "+a.Wire+".", "Deprecated: use "+a.Of+".")
}
