package tenant

import (
	"maps"
	"slices"
	"strconv"
)

// masks are what services and backups write in place of secrets: PGEvPg== is the base64 of <a/>.
var masks = []string{mask, "PGEvPg=="}

// maskedIn returns the JSON Pointers of the masked secrets of an item and its parts.
func maskedIn(item Item) []string {
	value, err := decode(item.Body)
	if err != nil {
		return nil // create reports it
	}
	found := maskedAt(nil, "", value)
	for _, name := range slices.Sorted(maps.Keys(item.Parts)) {
		for _, part := range item.Parts[name] {
			for _, at := range maskedIn(part) {
				found = append(found, "/"+name+"/"+part.ID+at)
			}
		}
	}
	return found
}

func maskedAt(found []string, at string, value any) []string {
	switch value := value.(type) {
	case string:
		if slices.Contains(masks, value) {
			return append(found, at)
		}
	case []any:
		for i := range value {
			found = maskedAt(found, at+"/"+strconv.Itoa(i), value[i])
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			found = maskedAt(found, at+"/"+name, value[name])
		}
	}
	return found
}
