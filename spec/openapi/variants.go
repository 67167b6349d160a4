package openapi

// readVariants compares types with their schemas for create and update. A property that is in
// neither is computed; one that is in the schema for create only is immutable.
func (r *reader) readVariants() {
	for _, c := range r.order {
		m := r.models[c.name]
		update, create := r.components[c.name+"-update"], r.components[c.name+"-create"]
		if m == nil || update == nil {
			continue
		}
		updates := r.variantNames(update)
		var creates map[string]bool
		if create != nil {
			creates = r.variantNames(create)
		}
		for _, own := range m.members {
			own.restrict(updates, creates)
		}
	}
}

func (r *reader) variantNames(c *component) map[string]bool {
	names := map[string]bool{}
	for _, p := range r.shape(c.node).props {
		names[p.key.Value] = true
	}
	return names
}

// restrict sets the facts of a member that follow from the names in the bodies for update and
// create.
func (own *member) restrict(updates, creates map[string]bool) {
	if bind := own.name + "@odata.bind"; updates[bind] && !updates[own.name] || creates[bind] && !creates[own.name] {
		no := false
		own.marked, own.contains = true, &no
		return
	}
	if !updates[own.name] {
		own.immutable = creates[own.name]
		own.computed = !own.immutable
	}
}
