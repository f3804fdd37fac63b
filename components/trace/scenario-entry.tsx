import { Waypoints } from "lucide-react";
import type { TraceEntry } from "@/server/schemas/trace";
import { ScoreBars } from "./score-bars";
import { TraceRow } from "./trace-row";

type Entry = Extract<TraceEntry, { kind: "scenario" }>;

const ways: Record<Entry["how"], string> = {
  trigger: "the message is one of its triggers",
  keyword: "the message has one of its keywords",
  phrase: "the message is like its phrases",
  menu: "chosen in a menu",
  option: "chosen with an option of the message before",
  welcome: "welcomes the customer",
  fallback: "nothing else matched",
  redirect: "the interaction before leads to it",
  collecting: "asks for a value",
  silence: "the customer was silent",
};

/** An interaction that the customer came to, how, and the scores of the interactions that came closest. */
export function ScenarioEntry({ entry }: { entry: Entry }) {
  const { name, how, candidates = [], threshold } = entry;
  return (
    <TraceRow icon={<Waypoints />} title={<span dir="auto">{name}</span>}>
      <p className="text-12 text-muted-foreground">Interaction: {ways[how]}</p>
      {candidates.length > 0 && threshold !== undefined && <ScoreBars candidates={candidates} threshold={threshold} />}
    </TraceRow>
  );
}
