package graph_test

import (
	"encoding/json"
	"fmt"
	"strconv"
)

func (s *stormStore) held(shelf int) int { return s.counts[shelf][len(s.counts[shelf])-1].things }

func (s *stormStore) countThings(shelf, more int) {
	s.counts[shelf] = append(s.counts[shelf], stormCount{s.clock, s.held(shelf) + more})
}

const stormPage = 5

// page answers with the things of a shelf from the one that $skiptoken counts.
func (s *stormStore) page(r stormRequest, shelf int, root string) stormAnswer {
	from, err := strconv.Atoi(r.url.Query().Get("$skiptoken"))
	if err != nil {
		from = 0 // the first page has none
	}
	body := map[string]any{}
	items := []json.RawMessage{}
	for i := from; i < len(s.shelves[shelf]); i++ {
		if t := s.shelves[shelf][i]; len(items) == stormPage {
			body["@odata.nextLink"] = fmt.Sprintf("%s/shelves/%d/things?$skiptoken=%d", root, shelf, i)
			break
		} else if t.gone == 0 {
			items = append(items, t.json())
		}
	}
	body["value"] = items
	text, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return stormAnswer{status: 200, body: text}
}
