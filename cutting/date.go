package cutting

import "time"

// Precision is how precise the value of a Date is.
type Precision int

// Precisions, the coarsest first.
const (
	ToYear Precision = iota + 1
	ToMonth
	ToDay
	ToClock // a time of day without a zone
	ToZone  // a moment
)

// dateForms are the forms of Date.Value, in the layouts of package time.
var dateForms = []struct {
	layout    string
	precision Precision
}{
	{"2006-01-02", ToDay}, {"2006-01", ToMonth}, {"2006", ToYear}, {time.RFC3339, ToZone},
	{"2006-01-02T15:04Z07:00", ToZone}, {"2006-01-02T15:04:05", ToClock}, {"2006-01-02T15:04", ToClock},
}

// Begins returns the moment at which the date begins, in UTC where it has no zone, and its
// precision; precision 0 for an invalid value.
func (d Date) Begins() (time.Time, Precision) {
	for _, f := range dateForms {
		if t, err := time.Parse(f.layout, d.Value); err == nil {
			return t, f.precision
		}
	}
	return time.Time{}, 0
}

// Clock returns the clock time at which the date begins, without its zone, in seconds since 1970; false for an
// invalid value.
func (d Date) Clock() (seconds int64, ok bool) {
	t, precision := d.Begins()
	_, zone := t.Zone()
	return t.Unix() + int64(zone), precision > 0 && t.Year() > 0
}

// IsDate reports whether v is a valid value of a Date: an existing year, month, day or moment.
func IsDate(v string) bool {
	t, precision := Date{Value: v}.Begins()
	return precision > 0 && t.Year() > 0
}
