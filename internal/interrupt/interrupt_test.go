package interrupt_test

import (
	"context"
	"errors"
	"testing"

	"cuttings/internal/interrupt"
)

func TestRun(t *testing.T) {
	why := errors.New("asked to")
	ctx, cancel := context.WithCancelCause(t.Context())
	steps := 0
	err := interrupt.Run(ctx, func(c *interrupt.Checker) {
		for i := range 1 << 20 {
			if i == 1000 {
				cancel(why)
			}
			c.Step(i)
			steps = i
		}
	})
	if !errors.Is(err, why) || steps < 1000 || steps > 2000 {
		t.Errorf("error %v after %d steps, want why it ended soon after 1000", err, steps)
	}
	whole := 0
	count := func(c *interrupt.Checker) {
		for i := range 1000 {
			c.Step(i)
			whole++
		}
	}
	live, end := context.WithCancel(t.Context())
	defer end()
	for _, ctx := range []context.Context{context.Background(), live} {
		if whole = 0; interrupt.Run(ctx, count) != nil || whole != 1000 {
			t.Errorf("%v: %d steps of 1000", ctx, whole)
		}
	}
	defer func() {
		if r := recover(); r != "lamp" {
			t.Errorf("recovered %v, want the panic of the computation", r)
		}
	}()
	_ = interrupt.Run(live, func(*interrupt.Checker) { panic("lamp") })
}

func TestLeave(t *testing.T) {
	got, err := interrupt.Leave(context.Background(), func() (int, error) { return 7, nil })
	if got != 7 || err != nil {
		t.Errorf("%d %v", got, err)
	}
	why := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	never := make(chan bool)
	defer close(never)
	_, err = interrupt.Leave(ctx, func() (int, error) { cancel(why); <-never; return 7, nil })
	if !errors.Is(err, why) {
		t.Errorf("%v", err)
	}
}
