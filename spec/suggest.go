package spec

import "strings"

// Suggest returns "did you mean X" for the candidate that is most like a word, or "".
func Suggest(word string, candidates []string) string {
	best := Nearest(word, candidates, len(word)/3+2)
	if best == "" {
		return ""
	}
	return "did you mean " + best
}

// Nearest returns the candidate at the least edit distance from a word, ignoring case, or "" when
// no distance is under limit. Of several it returns the first.
func Nearest(word string, candidates []string, limit int) string {
	best := ""
	for _, c := range candidates {
		if len(c)-len(word) >= limit || len(word)-len(c) >= limit {
			continue // the distance is at least the difference in length
		}
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d < limit {
			best, limit = c, d
		}
	}
	return best
}

// distance returns the edit distance: the number of bytes to insert, delete or replace to turn a
// into b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
