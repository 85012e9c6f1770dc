package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/mark"
)

// othersOf returns what other versions of some entries have, by the entries' numbers; reps are
// their representatives.
func othersOf(reps map[int64]*catalogue.Sighting, query func(q string, args ...any) (*sql.Rows, error)) (
	map[int64]entries.Other, error) {
	out := map[int64]entries.Other{}
	if len(reps) == 0 {
		return out, nil
	}
	// One sighting of each version, whichever: its texts are the same.
	type key struct{ entry, version int64 }
	one := map[key]int64{}
	nums := slices.Sorted(maps.Keys(reps))
	err := inBulk(nums, "SELECT entry, version, num FROM sightings WHERE entry IN", query, func(rows *sql.Rows) error {
		var k key
		var num int64
		err := rows.Scan(&k.entry, &k.version, &num)
		if had, ok := one[k]; !ok || num < had {
			one[k] = num
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	of := map[int64]int64{} // sighting → entry
	var ask []int64
	for k, num := range one {
		if k.version != versionSum(reps[k.entry].Version) {
			of[num] = k.entry
			ask = append(ask, num)
		}
	}
	slices.SortFunc(ask, func(a, b int64) int { return cmp.Or(cmp.Compare(of[a], of[b]), cmp.Compare(a, b)) })
	versions := map[int64][]entries.Version{}
	err = eachText(ask, query, func(num int64, s catalogue.Sighting) {
		versions[of[num]] = append(versions[of[num]],
			entries.Version{Sum: s.Version, Headline: s.Headline, Text: s.Text})
	})
	for entry, list := range versions {
		out[entry] = entries.OtherOf(reps[entry], list)
	}
	return out, err
}

// eachText calls fn with the sightings of some numbers, without their parts, in no fixed order.
func eachText(nums []int64, query func(q string, args ...any) (*sql.Rows, error),
	fn func(num int64, s catalogue.Sighting)) error {
	return inBulk(nums, "SELECT num, meta, text FROM sightings WHERE num IN", query, func(rows *sql.Rows) error {
		var num int64
		var meta sql.RawBytes
		var text string
		if err := rows.Scan(&num, &meta, &text); err != nil {
			return err
		}
		s, err := decodeSighting(meta, nil, text)
		if err == nil {
			fn(num, s)
		}
		return err
	})
}

// lastSeen returns the versions of an entry by their last sightings, without parts.
func (c *Catalogue) lastSeen(ctx context.Context, entry int64) ([]mark.Version, error) {
	type seen struct {
		num, captured, version int64
		capture                string
	}
	query := c.bulkOf(ctx)
	var all []seen
	err := inBulk([]int64{entry}, "SELECT s.num, s.captured, s.version, p.capture FROM sightings s "+
		"JOIN pages p ON p.num = s.num / 1048576 WHERE s.entry IN", query, func(rows *sql.Rows) error {
		var s seen
		err := rows.Scan(&s.num, &s.captured, &s.version, &s.capture)
		all = append(all, s)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b seen) int { // as entries.Compare
		return cmp.Or(cmp.Compare(a.captured, b.captured), cmp.Compare(a.capture, b.capture),
			cmp.Compare(a.num, b.num))
	})
	of := map[int64]int{} // sighting → its place
	var ask []int64
	had := map[int64]bool{}
	for i, s := range slices.Backward(all) {
		if !had[s.version] {
			had[s.version], of[s.num] = true, i
			ask = append(ask, s.num)
		}
	}
	var out []mark.Version
	err = eachText(ask, query, func(num int64, s catalogue.Sighting) {
		out = append(out, mark.Version{Sighting: s, Place: of[num]})
	})
	slices.SortFunc(out, func(a, b mark.Version) int { return cmp.Compare(b.Place, a.Place) })
	return out, err
}

// versionsKey is where meta records that searches find all versions of cuttings. Rows of a program
// that searched one version of each lack it.
const versionsKey = "versions"

// knowsVersions reports whether rows were made with the words of all versions.
func knowsVersions(ctx context.Context, db querier) (bool, error) {
	var value string
	err := db.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", versionsKey).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// learnVersions brings rows along that were made when searches found one version of a cutting:
// cuttings of several are written again as they are, and the index follows.
func (c *Catalogue) learnVersions(ctx context.Context) error {
	known, err := knowsVersions(ctx, c.rows)
	if known || err != nil {
		return err
	}
	_, err = c.transact(ctx, func(b *batch) error {
		var ids []string
		err := b.each(func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			ids = append(ids, id)
			return err
		}, "SELECT id FROM entries WHERE versions > 1 AND rep IS NOT NULL ORDER BY num")
		if err != nil {
			return err
		}
		for list := range slices.Chunk(ids, bulk) {
			if err := b.lookUpEntries(list); err != nil {
				return err
			}
			for _, id := range list {
				if _, err := b.touchedEntry(id); err != nil {
					return err
				}
			}
		}
		return b.exec("INSERT INTO meta VALUES (?, '1')", versionsKey)
	})
	return err
}
