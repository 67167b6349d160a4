// Package graph is the runtime as it was: List has Collect.
package graph

import "context"

type Option func()

type List[T any] struct{ items []T }

func (l *List[T]) Collect(ctx context.Context, options ...Option) ([]T, error) { return l.items, nil }
