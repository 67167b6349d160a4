package report

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/internal/poll"
	"github.com/intunegen/intunegen/odata"
)

// Export runs an export job and yields the rows of its report. create is the request that creates
// the job. Export waits until the job has completed, downloads its file into a temporary one, and
// reads the CSV or JSON in it; so it holds no more than a row in memory. The signed address of the
// file is renewed when it has expired. It appears in no error.
//
// An error comes last, after the rows read so far. Columns that the job selects and the report
// lacks are an error before the first row.
func Export(ctx context.Context, c *graph.Client, create graph.Sendable) iter.Seq2[Row, error] {
	return sequence(func(yield func(Row) bool) error { return export(ctx, c, create, yield) })
}

func export(ctx context.Context, c *graph.Client, create graph.Sendable, yield func(Row) bool) (err error) {
	e, err := start(ctx, c, create)
	if err != nil {
		return err
	}
	if err := e.wait(ctx); err != nil {
		return err
	}
	file, err := os.CreateTemp("", "report-*.zip")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close(), os.Remove(file.Name())) }()
	if err := e.download(ctx, file); err != nil {
		return fmt.Errorf("export job %s: downloading its file: %w", e.id, err)
	}
	if err := e.read(file, yield); err != nil {
		return fmt.Errorf("export job %s: %w", e.id, err)
	}
	return nil
}

// An exportJob is a job of the service.
type exportJob struct {
	client   *graph.Client
	path     string // of the job
	id       string
	selected []string
	state    jobState
}

// jobState is what is read of a job.
type jobState struct {
	ID          odata.Field[string]       `odata:"id"`
	Status      odata.Field[string]       `odata:"status"`
	Link        odata.Field[odata.Secret] `odata:"url"`
	odata.Extra `odata:"#microsoft.graph.deviceManagementExportJob"`
}

// UnmarshalJSON implements [json.Unmarshaler].
func (s *jobState) UnmarshalJSON(data []byte) error { return odata.Unmarshal(data, s) }

// start creates the job.
func start(ctx context.Context, c *graph.Client, create graph.Sendable) (*exportJob, error) {
	wire, err := create.Build()
	if err != nil {
		return nil, err
	}
	if wire.Method != http.MethodPost {
		return nil, fmt.Errorf("a %s creates no export job; pass the request that creates one", wire.Method)
	}
	e := &exportJob{client: c}
	if err := c.Do(ctx, wire.Method, wire.URL, wire.Body, &e.state); err != nil {
		return nil, err
	}
	if e.id = odata.GetOr(e.state.ID, ""); e.id == "" {
		return nil, fmt.Errorf("the reply to POST %s has no id: %w", wire.Template, graph.ErrOutcomeUnknown)
	}
	e.path = wire.URL + "/" + url.PathEscape(e.id)
	var body struct {
		Select []string `json:"select"`
	}
	_ = json.Unmarshal(wire.Body, &body) // it was sent and taken
	e.selected = body.Select
	return e, nil
}

// wait asks for the state of the job until it has completed. A job that was just created may not be
// found yet.
func (e *exportJob) wait(ctx context.Context) error {
	var backoff poll.Backoff
	start := time.Now()
	for {
		switch status := odata.GetOr(e.state.Status, ""); status {
		case "completed":
			return nil
		case "failed":
			return fmt.Errorf("export job %s failed", e.id)
		}
		if err := backoff.Next(ctx); err != nil {
			return fmt.Errorf("waiting for export job %s: %w", e.id, err)
		}
		if err := e.refresh(ctx); err != nil && (!graph.IsNotFound(err) || time.Since(start) > time.Minute) {
			return err
		}
	}
}

func (e *exportJob) refresh(ctx context.Context) error {
	var state jobState
	if err := e.client.Do(ctx, http.MethodGet, e.path, nil, &state); err != nil {
		return err
	}
	e.state = state
	return nil
}

// maxDownloads is how often a download is begun: the address may expire, the connection may break.
const maxDownloads = 4

func (e *exportJob) download(ctx context.Context, file *os.File) (err error) {
	for range maxDownloads {
		if err = e.fetch(ctx, file); err == nil || ctx.Err() != nil || isRefused(err) {
			return err
		}
		if err := e.refresh(ctx); err != nil {
			return err
		}
	}
	return err
}

// isRefused reports whether the host of the file has refused the request for good. It answers 403
// when an address has expired.
func isRefused(err error) bool {
	var refusal *graph.Error
	return errors.As(err, &refusal) && refusal.Status >= 400 && refusal.Status < 500 && !graph.IsForbidden(err)
}

func (e *exportJob) fetch(ctx context.Context, file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	link, ok := odata.Get(e.state.Link)
	if !ok || link.Reveal() == "" {
		return errors.New("the job has completed, but has no address of a file")
	}
	resp, err := e.client.Foreign(ctx, http.MethodGet, link, nil, nil)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.NewOffsetWriter(file, 0), resp.Body)
	return errors.Join(err, resp.Body.Close())
}
