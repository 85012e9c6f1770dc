// Package interrupt ends long computations when a context ends, where passing an
// error up through every function would bury what they compute.
package interrupt

import "context"

// every is how many steps of a loop pass between two looks at the context. A step
// takes some microseconds, at most a millisecond.
const every = 128

// Checker looks at a context from inside a computation that Run started. A nil
// Checker never ends anything. Only the goroutine that Run was called on may use it.
type Checker struct{ done <-chan struct{} }

// ended is what Step panics with and Run recovers.
type ended struct{}

// Step is called in step i of a loop, from 0. When the context has ended it does not
// return: Run does.
func (c *Checker) Step(i int) {
	if c == nil || i%every != 0 {
		return
	}
	select {
	case <-c.done:
		panic(ended{})
	default:
	}
}

// Run calls fn with a Checker of ctx and returns nil when fn has returned, or why ctx
// ended when a Checker noticed that. Other panics go on.
func Run(ctx context.Context, fn func(*Checker)) (err error) {
	if ctx.Done() == nil {
		fn(nil)
		return nil
	}
	defer func() {
		switch r := recover(); r.(type) {
		case nil:
		case ended:
			err = context.Cause(ctx)
		default:
			panic(r)
		}
	}()
	fn(&Checker{ctx.Done()})
	return nil
}

// Leave calls fn and returns what it gives, or why ctx ended as soon as it does: fn then goes
// on by itself, so it must not touch what others close or write.
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
