package recording

import (
	"fmt"
	"slices"
	"strings"

	"gridrat/brain/recording/table"
)

// partsOf are the parts whose x and y a table has, the likelier first.
func partsOf(header []found, named map[role]found) []string {
	if named[xRole].role != noRole && named[yRole].role != noRole {
		return []string{""}
	}
	rank := map[string]int{}
	var parts []string
	for _, f := range header {
		if f.role != xRole || slices.Contains(parts, f.part) {
			continue
		}
		if _, both := best(header, yRole, func(part string) bool { return part == f.part }); both {
			x, _ := best(header, xRole, func(part string) bool { return part == f.part })
			parts, rank[f.part] = append(parts, f.part), x.rank
		}
	}
	slices.SortStableFunc(parts, func(a, b string) int { return rank[a] - rank[b] })
	return parts
}

// choosePart finds the part, and the animal, that are read.
func (p *plan) choosePart(header []found, parts []string, t *table.Table, o Options, u *Understood) (string, error) {
	if len(parts) == 0 {
		for _, r := range []role{xRole, yRole} {
			if _, ok := best(header, r, anyPart); !ok {
				return "", missing(r, header, p.kind)
			}
		}
		return "", fmt.Errorf("x and y are of different parts; they must be of one, or -columns say which they are: it is %s", headerText(header))
	}
	var tracks []string
	if f, ok := best(header, trackRole, anyPart); ok {
		p.columns[trackRole] = f
		for _, row := range t.Sample {
			if !slices.Contains(tracks, row[f.at]) {
				tracks = append(tracks, row[f.at])
			}
		}
		if tracks != nil {
			p.track = tracks[0]
		}
	}
	chosen := parts[0]
	if want := strings.ToLower(strings.TrimSpace(o.Part)); want != "" {
		track, part, both := strings.Cut(want, "/")
		if !both {
			track, part = want, want
		}
		isTrack := slices.IndexFunc(tracks, func(s string) bool { return strings.EqualFold(s, track) })
		isPart := slices.IndexFunc(parts, func(s string) bool { return strings.EqualFold(s, part) })
		if isTrack < 0 && isPart < 0 || both && (isTrack < 0 || isPart < 0) {
			return "", fmt.Errorf("it has no part %s; -part must be one of %s", quoted(o.Part), quoted(strings.Join(append(slices.Clone(parts), tracks...), ", ")))
		}
		if isTrack >= 0 {
			p.track = tracks[isTrack]
		}
		if isPart >= 0 {
			chosen = parts[isPart]
		}
	}
	if len(tracks) > 1 {
		u.Choices = append(u.Choices, Choice{"animal", "-part", tracks, p.track})
	}
	if len(parts) > 1 {
		u.Choices = append(u.Choices, Choice{"part", "-part", parts, chosen})
	}
	return chosen, nil
}
