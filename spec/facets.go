package spec

// OrNil returns the facets for a [TypeRef], or nil when none is given.
func (f Facets) OrNil() *Facets {
	if f == (Facets{}) {
		return nil
	}
	return &f
}

// Members returns the facets as members of CSDL JSON.
func (f *Facets) Members() []Member {
	if f == nil {
		return nil
	}
	var out []Member
	add := func(name string, kind Kind, text string) {
		if text != "" {
			out = append(out, Member{Name: name, Value: Value{Kind: kind, Text: text}})
		}
	}
	add("$MaxLength", Number, f.MaxLength)
	add("$Unicode", Bool, f.Unicode)
	add("$Precision", Number, f.Precision)
	add("$Scale", scaleKind(f.Scale), f.Scale)
	add("$SRID", String, f.SRID)
	return out
}

func scaleKind(scale string) Kind {
	if scale == "variable" || scale == "floating" {
		return String
	}
	return Number
}
