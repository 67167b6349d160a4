package msdocs

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// This file reads tables of national clouds.

// columnClouds returns the clouds that the title of a column names.
func columnClouds(title string) []string {
	title = strings.ToLower(plain(title))
	switch {
	case strings.HasPrefix(title, "global"):
		return []string{"global"}
	case strings.HasPrefix(title, "china") || strings.Contains(title, "21vianet"):
		return []string{"china"}
	case strings.HasPrefix(title, "us gov"):
		switch {
		case strings.Contains(title, "l4"):
			return []string{"usgovl4"}
		case strings.Contains(title, "l5") || strings.Contains(title, "dod"):
			return []string{"usgovl5"}
		}
		return spec.CloudNames("usgov")
	}
	return nil
}

func isClouds(b block) bool {
	known := 0
	for _, title := range b.rows[0].cells {
		known += len(columnClouds(title))
	}
	return known >= 2
}

// clouds reads a table of clouds. The first table of a page is the one of its operation.
func (p *page) clouds(b block) map[string]bool {
	answers := map[string]bool{}
	for _, r := range b.rows[1:] {
		for i, cell := range r.cells {
			if i >= len(b.rows[0].cells) {
				break
			}
			available, known := tick(cell)
			for _, cloud := range columnClouds(b.rows[0].cells[i]) {
				if known {
					answers[cloud] = available
				} else if cell != "" {
					p.problem(r.line, "write ✅ or ❌", "%q is not a valid mark for %s", cell, cloud)
				}
			}
		}
	}
	return answers
}

// tick returns the value of a mark. known is false for other text.
func tick(cell string) (yes, known bool) {
	cell = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(cell, "\ufe0f", "")))
	switch cell {
	case "✅", "✔", "☑", ":white_check_mark:", ":heavy_check_mark:", ":ballot_box_with_check:", "yes":
		return true, true
	case "❌", "✖", "✗", "✘", ":x:", ":heavy_multiplication_x:", ":negative_squared_cross_mark:", "no":
		return false, true
	}
	return false, false
}
