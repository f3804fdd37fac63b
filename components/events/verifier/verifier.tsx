"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { Finding, Verdict } from "@/server/events/endpoints/verifier/verdict";
import { readPastedRequest } from "./read-pasted-request";

const example = `webhook-id: evt_01k5x8…
webhook-timestamp: 1772442904
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=

{"event":"message_sent","payload":{…}}`;

/** Checks the signature of a request that the user's system received. */
export function Verifier({ endpoints }: { endpoints: readonly { id: string; name: string }[] }) {
  const trpc = useTRPC();
  const verify = useMutation(trpc.eventEndpoints.verify.mutationOptions());
  const [endpointId, setEndpointId] = useState(endpoints[0]?.id ?? "");
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string>();

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = readPastedRequest(text);
    setFault(read.ok ? undefined : read.fault);
    verify.reset();
    if (read.ok) verify.mutate({ endpointId, headers: read.request.headers.filter(isNeeded), body: read.request.body });
  }

  return (
    <form onSubmit={submit} className="grid max-w-3xl min-w-0 gap-5">
      <Field label="Endpoint">
        <Select value={endpointId} onValueChange={setEndpointId}>
          <SelectTrigger>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {endpoints.map(({ id, name }) => (
              <SelectItem key={id} value={id}>
                {name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </Field>
      <Field
        label="Request"
        hint="Its headers, an empty line and its body, as your server received them; or a curl command. Nothing is stored."
        error={fault}
      >
        <Textarea
          rows={12}
          spellCheck={false}
          autoComplete="off"
          placeholder={example}
          className="max-h-112 overflow-y-auto font-mono text-13"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button type="submit" pending={verify.isPending} className="w-fit">
        Verify
      </Button>
      <div aria-live="polite" className="grid min-w-0 gap-3 empty:hidden">
        {verify.error && <Alert tone="danger">{messageOf(verify.error)}</Alert>}
        {verify.data && <VerdictCard verdict={verify.data} />}
      </div>
    </form>
  );
}

/** The other headers, such as Authorization, stay in the browser. */
function isNeeded({ name }: { name: string }): boolean {
  return /(?:webhook|svix)[-_]/i.test(name);
}

function VerdictCard({ verdict: { isValid, title, findings } }: { verdict: Verdict }) {
  return (
    <>
      <Alert tone={isValid ? "success" : "danger"} title={title} />
      <Card>
        <CardContent className="pt-5">
          <ul className="grid gap-3">
            {findings.map(({ tone, text }) => (
              <li key={text} className="flex items-start gap-2.5 text-14 leading-5.5">
                <FindingIcon tone={tone} />
                <span className="min-w-0 wrap-anywhere">{text}</span>
              </li>
            ))}
          </ul>
        </CardContent>
      </Card>
    </>
  );
}

function FindingIcon({ tone }: Pick<Finding, "tone">) {
  const style = "mt-0.75 size-4 shrink-0";
  if (tone === "good") return <CircleCheck aria-label="Right" className={`${style} text-success`} />;
  if (tone === "warning") return <TriangleAlert aria-label="Note" className={`${style} text-warning`} />;
  return <CircleAlert aria-label="Wrong" className={`${style} text-destructive`} />;
}
