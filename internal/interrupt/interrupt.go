// Package interrupt ends long computations when a context ends, where returning an error through
// every function would obscure the computation.
package interrupt

import "context"

// every is the number of steps of a loop between two checks of the context. A step takes some
// microseconds, at most a millisecond.
const every = 128

// Checker checks a context inside a computation that Run started. A nil Checker never ends
// anything. It is only for the goroutine that called Run.
type Checker struct{ done <-chan struct{} }

// endedPanic is what Step panics with and Run recovers.
type endedPanic struct{}

// Step must be called in step i of a loop, from 0. When the context has ended it does not return,
// but Run does.
func (c *Checker) Step(i int) {
	if c == nil || i%every != 0 {
		return
	}
	select {
	case <-c.done:
		panic(endedPanic{})
	default:
	}
}

// Run calls fn with a Checker of ctx. It returns nil when fn has returned, or ctx's error when a
// Checker noticed its end. Other panics are not recovered.
func Run(ctx context.Context, fn func(*Checker)) (err error) {
	if ctx.Done() == nil {
		fn(nil)
		return nil
	}
	defer func() {
		switch r := recover(); r.(type) {
		case nil:
		case endedPanic:
			err = context.Cause(ctx)
		default:
			panic(r)
		}
	}()
	fn(&Checker{ctx.Done()})
	return nil
}

// Leave calls fn and returns its result, or ctx's error as soon as ctx ends: fn then continues in
// the background, so it must not use what others close or write.
func Leave[T any](ctx context.Context, fn func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := fn()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
}
