SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
CORPUS := $(or $(INTUNE_CORPUS),../shared/corpus)
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOLANGCI := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# A workspace above the checkout is none of ours.
export GOWORK := off

.PHONY: help
help: ## list the targets
	@grep -E '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: generate
generate: ## write the client of all of Intune beta into generated/intunebeta
	go run ./cmd/intunegen generate --out generated/intunebeta
	go test ./tools/reference -run TestCloudsPage -update >/dev/null # docs/clouds.md

.PHONY: golden
golden: ## write the expected sections of golden cases again; fails when one changed, so that it is read
	go test ./golden -update

.PHONY: overlay
overlay: ## apply spec/overlay/intune.yaml to the embedded description in spec/beta
	go run ./cmd/intunegen import --apply --out spec/beta

.PHONY: import
import: ## make the embedded description again, from the corpus
	@test -d '$(CORPUS)' || { echo "no corpus at $(CORPUS); make corpus says what it is"; exit 1; }
	go run ./cmd/intunegen import --metadata '$(CORPUS)/csdl/intune-beta-2026-09.reconstructed.csdl' \
	  --docs '$(CORPUS)/docs' --docs '$(CORPUS)/docs-2026' --docs '$(CORPUS)/docs-2026-09' \
	  --earlier '$(CORPUS)/csdl/beta-prod-2019-02-descriptions.csdl' --earlier '$(CORPUS)/csdl/beta-prod-2020-08-descriptions.csdl' \
	  --cloud 'global:v1.0:2026-08-03=$(CORPUS)/csdl/v1.0-prod-2026-08.csdl' --cloud 'usgov:v1.0:2026-08-04=$(CORPUS)/csdl/v1.0-fairfax-2026-08.csdl' \
	  --cloud 'china:v1.0:2026-07-22=$(CORPUS)/csdl/v1.0-mooncake-2026-08.csdl' --out spec/beta

.PHONY: corpus
corpus: ## say what the corpus holds, where each file comes from, and which of it is here
	@echo "Files of the corpus at $(CORPUS), for make import and for tests over real descriptions:"
	@tail -n +2 test/corpus/sources.tsv | while IFS=$$'\t' read -r file source hash; do \
	  if [ ! -e '$(CORPUS)'/"$$file" ]; then state=missing; \
	  elif echo "$$hash  $(CORPUS)/$$file" | sha256sum --check --status; then state=here; else state=other; fi; \
	  printf '%-8s%s\n        from %s\n        sha256 %s\n' "$$state" "$$file" "$$source" "$$hash"; done

.PHONY: test
test: ## run every test
	go test -timeout 1h ./... # with empty caches it compiles all of Intune, several times
	cd examples/programs && go vet ./... && go test -timeout 1h ./...
	cd examples/terraform && go vet ./... && go test -timeout 1h ./...
	@test -d '$(CORPUS)' || echo "skipped: tests over the corpus of real descriptions, which is not at $(CORPUS) (docs/contributing.md)"
	@test -n "$${INTUNE_E2E_URL:-}" || echo "skipped: tests against a real service; make e2e runs them"

.PHONY: check
check: ## what CI runs: formatting, vet, staticcheck, generated code up to date, tests
	@test -z "$$(gofmt -l . | tee /dev/stderr)"
	go vet ./...
	GOARCH=arm64 go vet ./odata # it has the unsafe code
	go run $(STATICCHECK) ./cmd/... ./gen/... ./graph/... ./odata/... ./spec/... ./golden/... ./examples/... ./test/... ./tools/...
	go run ./cmd/intunegen generate --out generated/intunebeta --check
	$(MAKE) test
	cd test/conformance/judge && go vet ./... && go run $(STATICCHECK) ./... && go test ./...

.PHONY: lint
lint: ## run more linters than check does (.golangci.yml); building them takes minutes at first
	go run $(GOLANGCI) run ./cmd/... ./gen/... ./graph/... ./odata/... ./spec/... ./tools/...

.PHONY: conformance
conformance: ## prove every documented operation on the wire and judge the bodies, those of the corpus where it is there
ifeq ($(shell test -f '$(CORPUS)/docs/operations.jsonl' && echo there),)
	go run ./test/conformance --exceptions ""
	cd test/conformance/judge && go test ./...
else
	@bodies=$$(mktemp) && served=$$(mktemp) && trap 'rm -f '"$$bodies $$served" EXIT && corpus=$$(cd '$(CORPUS)' && pwd) && \
	go run ./test/conformance --cases "$$corpus/docs/operations.jsonl" --older "$$corpus/csdl/beta-*.csdl" --bodies $$bodies && echo && \
	INTUNE_CORPUS="$$corpus" SERVED_BODIES=$$served go test -count=1 ./test/corpus -run TestDocumentedRequestsAreServed && echo && \
	cd test/conformance/judge && go run . --bodies $$bodies "$$corpus/openapi/ms-beta-*.yml.gz" "$$corpus/openapi/converted-2022-10-intune.openapi3.json.gz" && \
	echo && echo "Replies of the tenant in memory:" && go run . --bodies $$served "$$corpus/openapi/ms-beta-*.yml.gz" "$$corpus/openapi/converted-2022-10-intune.openapi3.json.gz"
endif

.PHONY: bench
bench: ## measure what has a mark, peers beside it, in one table
	go test -run '^$$' -bench . -benchtime 3x ./gen ./spec/csdl ./odata
	go test -run '^$$' -bench Patch -count 3 ./graph
	cd test/bench && go run ./table

.PHONY: e2e
e2e: ## drive the client against a real OData service with all of Intune (installs it outside the repository)
	./test/e2e/run.sh
