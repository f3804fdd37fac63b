import { monotonicFactory } from "ulidx";

const prefixes = {
  user: "usr",
  workspace: "ws",
  bot: "bot",
  botVersion: "ver",
  action: "act",
  actionRun: "run",
  actionStepRun: "stp",
  modelProvider: "mdl",
  channel: "chn",
  channelPublic: "pub",
  conversation: "cnv",
  message: "msg",
  turn: "trn",
  delivery: "dlv",
  deliveryAttempt: "att",
  event: "evt",
  request: "req",
} as const;

const ulid = monotonicFactory();

/** A new id such as `bot_01jd…`: says what it names, and sorts by the time it was made. */
export function newId(kind: keyof typeof prefixes): string {
  return `${prefixes[kind]}_${ulid().toLowerCase()}`;
}
