/** A receiver in Go without packages. */
export function goProgram(path: string): string {
  return `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

func isFromParley(header http.Header, rawBody, key []byte) bool {
	timestamp := header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	// Refuse old requests, so that a recorded one cannot be sent again.
	if age := time.Since(time.Unix(seconds, 0)); err != nil || age.Abs() > 5*time.Minute {
		return false
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(header.Get("webhook-id") + "." + timestamp + "."))
	mac.Write(rawBody)
	expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	// After a rotation there are two signatures for 24 hours; one that matches is enough.
	for _, signature := range strings.Fields(header.Get("webhook-signature")) {
		if hmac.Equal([]byte(signature), []byte(expected)) {
			return true
		}
	}
	return false
}

func main() {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("PARLEY_WEBHOOK_SECRET"), "whsec_"))
	if err != nil || len(key) == 0 {
		log.Fatal("Set PARLEY_WEBHOOK_SECRET.")
	}
	http.HandleFunc(${JSON.stringify(path)}, func(w http.ResponseWriter, r *http.Request) {
		rawBody, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil || !isFromParley(r.Header, rawBody, key) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var body struct {
			Event   string          \`json:"event"\`
			Payload json.RawMessage \`json:"payload"\`
		}
		if err := json.Unmarshal(rawBody, &body); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		// The id is the same on each attempt: skip one that you have handled.
		log.Println(r.Header.Get("webhook-id"), body.Event)
		// Answer within 15 seconds, and do long work afterwards.
		w.WriteHeader(http.StatusNoContent)
	})
	log.Fatal(http.ListenAndServe(":3000", nil))
}
`;
}
