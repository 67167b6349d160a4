package graphtest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
)

// multipart answers a batch in the form of multipart/mixed, with change sets. Unlike the
// specification has it, a change set is not undone when one of its requests fails.
func (s *Server) multipart(c *Call, contentType string) Reply {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil || params["boundary"] == "" {
		return badRequest("The content type of the batch has no boundary.").reply(c)
	}
	const boundary = "batch_graphtest"
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	_ = w.SetBoundary(boundary) // it is valid
	n := 0
	if f := s.parts(c, multipart.NewReader(bytes.NewReader(c.Body), params["boundary"]), w, &n, true); f != nil {
		return f.reply(c)
	}
	_ = w.Close() // to memory
	return Reply{Status: http.StatusOK, Header: http.Header{"Content-Type": {"multipart/mixed; boundary=" + boundary}}, Body: out.Bytes()}
}

// parts answers the parts of a batch or of a change set.
func (s *Server) parts(c *Call, in *multipart.Reader, out *multipart.Writer, n *int, sets bool) *fault {
	for {
		part, err := in.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if *n++; err != nil || *n > 10*maxBatch {
			return badRequest("Invalid batch payload format.")
		}
		kind, params, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if sets && kind == "multipart/mixed" {
			if f := s.changeSet(c, multipart.NewReader(part, params["boundary"]), out, n); f != nil {
				return f
			}
			continue
		}
		if f := s.part(c, part, out); f != nil {
			return f
		}
	}
}

// changeSet answers a change set, as one part.
func (s *Server) changeSet(c *Call, in *multipart.Reader, out *multipart.Writer, n *int) *fault {
	boundary := fmt.Sprintf("changeset_graphtest_%d", *n)
	var inner bytes.Buffer
	w := multipart.NewWriter(&inner)
	_ = w.SetBoundary(boundary) // it is valid
	if f := s.parts(c, in, w, n, false); f != nil {
		return f
	}
	_ = w.Close() // to memory
	p, _ := out.CreatePart(textproto.MIMEHeader{"Content-Type": {"multipart/mixed; boundary=" + boundary}})
	_, _ = p.Write(inner.Bytes())
	return nil
}

// part answers one request.
func (s *Server) part(c *Call, part *multipart.Part, out *multipart.Writer) *fault {
	data, err := io.ReadAll(part)
	head, body, _ := bytes.Cut(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	requestLine, lines, _ := bytes.Cut(bytes.TrimLeft(head, "\n"), []byte("\n"))
	words := bytes.Fields(requestLine)
	if err != nil || len(words) < 2 {
		return badRequest("Invalid batch payload format.")
	}
	inner, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(append(lines, "\n\n"...)))).ReadMIMEHeader()
	if err != nil {
		return badRequest("Invalid batch payload format.")
	}
	a := s.inner(c, string(words[0]), string(words[1]), http.Header(inner), bytes.TrimSpace(body))
	header := textproto.MIMEHeader{"Content-Type": {"application/http"}, "Content-Transfer-Encoding": {"binary"}}
	if id := part.Header.Get("Content-Id"); id != "" {
		header.Set("Content-Id", id)
	}
	p, _ := out.CreatePart(header) // to memory
	_ = a.response(&http.Request{Method: string(words[0])}).Write(p)
	return nil
}
