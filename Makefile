# Everything a person needs; each does its own set-up. `make run SITE=<folder>`

.PHONY: run test check types bench soak package
export SITE
# Where rustup puts cargo, for a shell that was opened before.
export PATH := $(PATH):$(HOME)/.cargo/bin

run:      ; @scripts/run
test:     ; @scripts/test
check:    ; @scripts/check
types:    ; @scripts/types
bench:    ; @scripts/bench
soak:     ; @scripts/soak
package:  ; @scripts/package
