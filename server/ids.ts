import { createHash, randomFillSync } from "node:crypto";
import { monotonicFactory } from "ulidx";

const prefixes = {
  user: "usr",
  workspace: "ws",
  session: "ses",
  device: "dev",
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
  dataTable: "tbl",
  dataTableRow: "row",
  tableImport: "imp",
  file: "fil",
  notification: "ntf",
  conversationEvent: "cev",
  savedReply: "rpl",
  workspaceSecret: "sec",
  interaction: "int",
  scenarioPart: "prt",
  scenarioWebhook: "whk",
  scenarioWebhookCall: "whc",
  raffle: "raf",
  rafflePrize: "prz",
  raffleEntry: "ent",
  poll: "pol",
  pollOption: "opt",
  pollVote: "vot",
  event: "evt",
  endpoint: "end",
  eventDelivery: "edl",
  eventAttempt: "eat",
  eventReplay: "erp",
  apiKey: "key",
  feedback: "fbk",
  knowledgeSource: "src",
  knowledgeReading: "rdg",
  knowledgeDocument: "doc",
  knowledgeChunk: "chk",
  knowledgeSynonyms: "syn",
  knowledgeGap: "gap",
  knowledgeSearch: "sch",
  email: "eml",
  invitation: "inv",
  auditEntry: "aud",
  accountEvent: "acv",
  request: "req",
} as const;

/** A stock of random bytes, because the library's own source calls the system for each character of an id. */
const stock = new Uint8Array(4096);
let used = stock.length;

function random(): number {
  if (used === stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  return (stock[used++] ?? 0) / 256;
}

const ulid = monotonicFactory(random);

/** Generates an id such as `bot_01jd…`: its prefix is the kind, and ids sort by creation time. */
export function newId(kind: keyof typeof prefixes): string {
  return `${prefixes[kind]}_${ulid().toLowerCase()}`;
}

/** The letters of an id after its prefix. Patterns that find ids in texts and inputs rely on it. */
const LENGTH = 26;

/** Generates the same id each time for what is made for the same reason, so that it is made once. It sorts by chance. */
export function repeatableId(kind: keyof typeof prefixes, reason: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(reason)).digest("hex");
  return `${prefixes[kind]}_${hash.slice(0, LENGTH)}`;
}
