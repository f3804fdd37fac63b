import type { ScenarioProblem } from "@/server/scenario/problems/scenario-problem";
import { type Link, listLinks } from "@/server/scenario/links/list-links";
import { rowKeyword } from "@/server/scenario/run/row-keyword";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { Redirect } from "@/server/schemas/scenario/redirect";

/** A line of a node from which an edge may start. */
export interface Outlet {
  id: string;
  kind: Link["kind"];
  label: string;
  /** What the customer may type for it; empty for none. */
  keyword: string;
  /** Whether a webhook is called when it is chosen. */
  hasWebhook: boolean;
  /** Whether it leads to an interaction that does not exist. */
  isBroken: boolean;
}

export interface InteractionNode {
  kind: "interaction";
  id: string;
  name: string;
  role: Interaction["role"];
  /** The first words that the customer reads. */
  text: string;
  hasWebhook: boolean;
  outlets: Outlet[];
  /** How many outlets are not shown as lines of their own; their edges start at one common line. */
  hidden: number;
  errors: number;
  warnings: number;
  place: Interaction["place"];
}

/** A place where this scenario ends: people, or another campaign. */
export interface EndNode {
  kind: "end";
  id: string;
  type: Exclude<Redirect["type"], "interaction">;
  name: string;
}

export type MapNode = InteractionNode | EndNode;

export interface MapEdge {
  id: string;
  source: string;
  /** The outlet at which it starts. */
  outlet: string;
  target: string;
  kind: Link["kind"];
}

export interface MapGraph {
  nodes: MapNode[];
  edges: MapEdge[];
}

/** The most lines of a node; more would make it taller than a screen. */
const MAX_OUTLETS = 10;
/** The line that stands for all outlets that are not shown. */
export const HIDDEN_OUTLETS = "hidden";

/** What the map shows of a scenario. Ends are repeated for each interaction that leads to them, to keep edges short. */
export function buildMapGraph(
  interactions: readonly Interaction[],
  problems: readonly ScenarioProblem[],
  nameOfBot: (botId: string) => string,
): MapGraph {
  const known = new Set(interactions.map(({ id }) => id));
  const counts = countProblems(problems);
  const graph: MapGraph = { nodes: [], edges: [] };
  const ends = new Set<string>();
  for (const interaction of interactions) {
    const links = listLinks(interaction);
    const outlets = links.map((link) => outletOf(interaction, link, known));
    const isCut = outlets.length > MAX_OUTLETS;
    const shown = isCut ? outlets.slice(0, MAX_OUTLETS - 1) : outlets;
    graph.nodes.push({
      kind: "interaction",
      id: interaction.id,
      name: interaction.name,
      role: interaction.role,
      text: firstText(interaction),
      hasWebhook: interaction.fulfilmentId !== null,
      outlets: shown,
      hidden: outlets.length - shown.length,
      errors: counts.get(`error ${interaction.id}`) ?? 0,
      warnings: counts.get(`warning ${interaction.id}`) ?? 0,
      place: interaction.place,
    });
    for (const [i, link] of links.entries()) {
      addEdge(graph, interaction.id, link, { outlet: shown[i]?.id ?? HIDDEN_OUTLETS, known, ends, nameOfBot });
    }
  }
  return graph;
}

interface EdgeContext {
  outlet: string;
  known: ReadonlySet<string>;
  /** The ids of the ends so far. */
  ends: Set<string>;
  nameOfBot: (botId: string) => string;
}

function addEdge(graph: MapGraph, source: string, { id, kind, target }: Link, context: EdgeContext): void {
  const { outlet, known, ends, nameOfBot } = context;
  const edge = { id: edgeId(source, id), source, outlet, kind };
  if (target.type === "webhook") return;
  if (target.type === "interaction") {
    if (known.has(target.interactionId)) graph.edges.push({ ...edge, target: target.interactionId });
    return;
  }
  const end = `${source}>${target.type === "campaign" ? target.botId : target.type}`;
  if (!ends.has(end)) graph.nodes.push({ kind: "end", id: end, type: target.type, name: endName(target, nameOfBot) });
  ends.add(end);
  graph.edges.push({ ...edge, target: end });
}

function endName(target: Exclude<Redirect, { type: "interaction" }>, nameOfBot: (botId: string) => string): string {
  if (target.type === "person") return "A person";
  return target.type === "return" ? "Back to the campaign before" : nameOfBot(target.botId);
}

/** The edge of a link. */
function edgeId(interactionId: string, linkId: string): string {
  return `${interactionId} ${linkId}`;
}

function outletOf({ menu }: Interaction, link: Link, known: ReadonlySet<string>): Outlet {
  const { id, kind, label, target, path } = link;
  const index = kind === "row" && typeof path[2] === "number" ? path[2] : null;
  const row = index === null ? undefined : menu?.rows[index];
  return {
    id,
    kind,
    label,
    keyword: menu && index !== null ? rowKeyword(menu, index) : "",
    hasWebhook: target.type === "webhook" || (row?.webhookId ?? null) !== null,
    isBroken: target.type === "interaction" && !known.has(target.interactionId),
  };
}

const LONGEST_TEXT = 160;

function firstText({ responses, attributes, phrases }: Interaction): string {
  for (const response of responses) {
    const text = textOf(response);
    if (text !== "") return text.slice(0, LONGEST_TEXT);
  }
  const [asked] = attributes;
  if (asked) return asked.question.slice(0, LONGEST_TEXT);
  const [phrase] = phrases;
  return phrase === undefined ? "" : `“${phrase.slice(0, LONGEST_TEXT)}”`;
}

function textOf(response: Interaction["responses"][number]): string {
  switch (response.kind) {
    case "text":
      return response.variants[0] ?? "";
    case "quick_replies":
    case "buttons":
      return response.text;
    case "cards":
      return response.cards[0]?.title ?? "";
    case "image":
      return "An image";
    default:
      return "";
  }
}

function countProblems(problems: readonly ScenarioProblem[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { severity, interactionId } of problems) {
    const key = `${severity} ${interactionId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** What a screen reader says of a node: "Menu: Membership, 3 rows, 1 problem". */
export function nodeLabel(node: MapNode): string {
  if (node.kind === "end") return node.type === "campaign" ? `Campaign: ${node.name}` : node.name;
  const rows = node.outlets.filter(({ kind }) => kind === "row").length;
  const ways = node.outlets.length + node.hidden - rows;
  const problems = node.errors + node.warnings;
  const parts = [
    `${kindName(node.role, rows > 0)}: ${node.name}`,
    rows > 0 && counted(rows, "row"),
    ways > 0 && counted(ways, rows > 0 ? "other way on" : "way on", rows > 0 ? "other ways on" : "ways on"),
    node.hasWebhook && "with a webhook",
    problems > 0 && counted(problems, "problem"),
  ];
  return parts.filter(Boolean).join(", ");
}

function kindName(role: Interaction["role"], hasMenu: boolean): string {
  if (role === "welcome") return "Welcome";
  if (role === "fallback") return "Fallback";
  return hasMenu ? "Menu" : "Interaction";
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
