package alert

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"os"

	"cuttings/cutting"
	"cuttings/internal/disk"
)

// line is a line of a record.
type line struct {
	Begun   bool     `json:"begun,omitempty"`
	Topic   string   `json:"topic,omitempty"`   // the topic reported from here on, by ID
	Known   []string `json:"known,omitempty"`   // cuttings that are not reported
	Sending *Batch   `json:"sending,omitempty"` // written before it is sent
	Sent    string   `json:"sent,omitempty"`    // ID of a batch that was accepted
}

// record is the file of what one alert reported by one channel: JSON Lines, append-only. An incomplete last
// line, left by a kill, is ignored and cut off.
type record struct {
	f        *os.File
	hasBegun bool
	topic    string          // "" in records made before topics were recorded
	reported map[string]bool // known, sent or being sent
	pending  *Batch          // recorded and not marked as sent
}

func openRecord(path string) (*record, error) {
	f, err := disk.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "alerts: %w", err)
	}
	r := &record{f: f, reported: map[string]bool{}}
	if err := r.read(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return r, nil
}

func (r *record) read() error {
	in, end := bufio.NewReader(r.f), int64(0)
	for {
		text, err := in.ReadBytes('\n')
		if err == io.EOF {
			break // the rest is incomplete
		}
		if err != nil {
			return cutting.Errorf(cutting.Unavailable, "alerts: %w", err)
		}
		var l line
		if err := json.Unmarshal(bytes.TrimSpace(text), &l); err != nil {
			return cutting.Errorf(cutting.Invalid, "alerts: %s is damaged at byte %d: %w", r.f.Name(), end, err)
		}
		end += int64(len(text))
		r.take(l)
	}
	if err := r.f.Truncate(end); err != nil {
		return cutting.Errorf(cutting.Unavailable, "alerts: %w", err)
	}
	_, err := r.f.Seek(end, io.SeekStart)
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "alerts: %w", err)
	}
	return nil
}

func (r *record) take(l line) {
	r.hasBegun = r.hasBegun || l.Begun
	r.topic = cmp.Or(l.Topic, r.topic)
	for _, id := range l.Known {
		r.reported[id] = true
	}
	if l.Sending != nil {
		r.pending = l.Sending
		for _, it := range l.Sending.Items {
			r.reported[it.Cutting] = true
		}
	}
	if r.pending != nil && l.Sent == r.pending.ID {
		r.pending = nil
	}
}

// write appends a line durably.
func (r *record) write(l line) error {
	b, err := json.Marshal(l)
	if err == nil {
		_, err = r.f.Write(append(b, '\n'))
	}
	if err == nil {
		err = r.f.Sync()
	}
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "alerts: %w", err)
	}
	r.take(l)
	return nil
}

// markSent marks the pending batch as accepted.
func (r *record) markSent() error { return r.write(line{Sent: r.pending.ID}) }

func (r *record) Close() error { return r.f.Close() }
