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
