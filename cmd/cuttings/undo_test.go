package main

import (
	"slices"
	"testing"
)

func TestNumbersOf(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string
		want []int64 // nil: refused
	}{
		{"one", []string{"7"}, []int64{7}},
		{"several, the last first", []string{"3", "9", "5"}, []int64{9, 5, 3}},
		{"a range", []string{"11-13"}, []int64{13, 12, 11}},
		{"each once", []string{"2-3", "3"}, []int64{3, 2}},
		{"a word", []string{"all"}, nil},
		{"backwards", []string{"5-3"}, nil},
		{"no decision has it", []string{"0"}, nil},
		{"something behind", []string{"3x"}, nil},
		{"too many", []string{"1-999999999"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := numbersOf(tt.args)
			if !slices.Equal(got, tt.want) || (err == nil) != (tt.want != nil) {
				t.Errorf("%v, %v; want %v", got, err, tt.want)
			}
		})
	}
}
