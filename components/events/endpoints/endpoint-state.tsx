import { LocalTime } from "@/components/ui/local-time";
import { StatusDot } from "@/components/ui/status-dot";
import type { ListedEndpoint } from "./endpoint-types";

const offReasons = {
  member: "Off: a member turned it off",
  gone: "Off: it answered 410 Gone",
  failing: "Off: it failed for too long",
};

/** Whether an endpoint gets events, in words, and what happens next. */
export function EndpointState({ state }: { state: ListedEndpoint["state"] }) {
  if (state.kind === "on") return <StatusDot tone="success" label="On" />;
  if (state.kind === "off") {
    return (
      <span className="grid gap-0.5">
        <StatusDot tone={state.reason === "member" ? "neutral" : "danger"} label={offReasons[state.reason]} />
        {state.at && <Note text="Since" at={state.at} />}
      </span>
    );
  }
  const failures = state.failuresInARow === 1 ? "1 failure" : `${state.failuresInARow} failures in a row`;
  return (
    <span className="grid gap-0.5">
      {state.kind === "failing" ? (
        <StatusDot tone="warning" label={`Failing: ${failures}`} />
      ) : (
        <StatusDot tone="danger" label={`Paused after ${failures}`} />
      )}
      <Note text="Failing since" at={state.since} />
      {state.kind === "circuit_open" && <Note text="Next attempt, with one event:" at={state.probeAt} />}
    </span>
  );
}

function Note({ text, at }: { text: string; at: string }) {
  return (
    <span className="text-13 leading-5 text-muted-foreground">
      {text} <LocalTime at={at} />
    </span>
  );
}
