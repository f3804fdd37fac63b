import { answerKey } from "@/server/messages/options";
import type { Attribute } from "@/server/schemas/scenario/attribute";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { Menu, MenuRow } from "@/server/schemas/scenario/menu";
import type { ScenarioState, ScenarioWait } from "@/server/schemas/scenario/scenario-state";
import type { Scenario } from "@/server/schemas/scenario/scenario";
import type { Ranking, ScenarioMessage } from "./scenario-input";
import { chosenRow, shownRows } from "./show-menu";
import { indexOf } from "./word-index";
import { containsWord } from "./contains-word";
import type { Wording } from "./wording";
import { wordKey } from "@/server/text/word-key";

/** What a customer's message means to a scenario. */
export type Match =
  | { kind: "interaction"; interactionId: string; how: "trigger" | "keyword" | "option" | "welcome" | "silence" }
  | { kind: "phrase"; interactionId: string; score: number; ranking: Ranking }
  | { kind: "row"; interaction: Interaction; menu: Menu; row: MenuRow }
  /** Data for the webhook that a row of the open menu redirects to. */
  | { kind: "data"; interaction: Interaction; row: MenuRow }
  | {
      kind: "answer";
      interaction: Interaction;
      attribute: Attribute;
      wait: Extract<ScenarioWait, { kind: "attribute" }>;
    }
  | { kind: "back" }
  | { kind: "main_menu" }
  /** A menu is open, and the message chooses nothing. */
  | {
      kind: "invalid";
      interaction: Interaction;
      menu: Menu;
      wait: Extract<ScenarioWait, { kind: "menu" }>;
      ranking: Ranking | null;
    }
  | { kind: "none"; ranking: Ranking | null };

export interface Matching {
  scenario: Scenario;
  /** The conversation's place in this scenario; null if it has none. */
  state: ScenarioState | null;
  message: ScenarioMessage;
  isFirst: boolean;
  wording: Wording;
  /** Compares the message with the phrases. */
  rank: (text: string) => Promise<Ranking | null>;
}

/**
 * Finds what a message means, in this order: exact trigger, words for back and main menu, the value that is being
 * collected, the open menu and the options of the newest message, keywords, phrases, Welcome (CONTRACTS §4).
 */
export async function matchMessage(matching: Matching): Promise<Match> {
  const open = openPlace(matching);
  const fast =
    matchTrigger(matching) ?? matchWords(matching) ?? open ?? matchGreeting(matching) ?? matchKeyword(matching);
  if (fast && fast.kind !== "invalid") return fast;
  return matchPhrase(matching, fast?.kind === "invalid" ? fast : null);
}

function written({ text, meaning }: ScenarioMessage): string[] {
  return (meaning === null ? [text] : [meaning, text]).map(wordKey).filter((key) => key !== "");
}

function matchTrigger({ scenario, message }: Matching): Match | null {
  const keys = written(message);
  const { triggers } = indexOf(scenario);
  const interactionId = keys.map((key) => triggers.get(key)).find((id) => id !== undefined);
  return interactionId === undefined ? null : { kind: "interaction", interactionId, how: "trigger" };
}

function matchWords({ scenario, state, message }: Matching): Match | null {
  const { backWords, mainMenuWords } = scenario.settings;
  const keys = written(message);
  const isOneOf = (words: string[]) => words.some((word) => keys.includes(wordKey(word)));
  const mayGoBack = state !== null && (state.trail.length > 0 || state.campaigns.length > 0);
  if (mayGoBack && isOneOf(backWords)) return { kind: "back" };
  const hasMain = scenario.interactions.some(({ role }) => role === "welcome");
  return hasMain && isOneOf(mainMenuWords) ? { kind: "main_menu" } : null;
}

/**
 * The meaning of a message for what is open: an attribute, a menu, options of the newest message. What a newer version no
 * longer has is not open.
 */
function openPlace({ scenario, state, message, isFirst, wording }: Matching): Match | null {
  if (state === null) return null;
  const offer = state.offers.find(({ label, value, original = label }) =>
    [message.meaning, message.text].some(
      (one) => one !== null && [label, value, original].map(answerKey).includes(answerKey(one)),
    ),
  );
  const offered: Match | null = offer
    ? { kind: "interaction", interactionId: offer.interactionId, how: "option" }
    : null;
  const wait = state.waiting;
  const interaction = scenario.interactions.find(({ id }) => id === wait?.interactionId);
  if (!wait || !interaction) return offered;
  if (wait.kind === "attribute") {
    // A customer who comes back greets rather than answering an old question.
    if (isFirst) return offered;
    const attribute = interaction.attributes.find(({ id }) => id === wait.attributeId);
    return attribute ? { kind: "answer", interaction, attribute, wait } : offered;
  }
  const { menu } = interaction;
  if (!menu || menu.rows.length === 0) return offered;
  const current = shownRows(menu, wording);
  const row = chosenRow(wait.rows, message) ?? chosenRow(current, message);
  const chosen = menu.rows.find(({ id }) => id === row?.id);
  if (chosen) return { kind: "row", interaction, menu, row: chosen };
  // The row that the customer means was removed in the meantime, so nothing is open.
  if (row || offered) return offered;
  const asking = menu.rows.find(({ redirect }) => redirect.type === "webhook");
  if (asking && !isFirst) return { kind: "data", interaction, row: asking };
  return { kind: "invalid", interaction, menu, wait, ranking: null };
}

/** The first message may answer Welcome, because a chat page may show it before the customer writes. */
function matchGreeting({ scenario, state, message, isFirst, wording }: Matching): Match | null {
  const welcome = scenario.interactions.find(({ role }) => role === "welcome");
  if (!isFirst || state !== null || !welcome?.menu) return null;
  const shown = chosenRow(shownRows(welcome.menu, wording), message);
  const row = welcome.menu.rows.find(({ id }) => id === shown?.id);
  return row ? { kind: "row", interaction: welcome, menu: welcome.menu, row } : null;
}

/** The longest keyword wins, because it says most. */
function matchKeyword({ scenario, message }: Matching): Match | null {
  const texts = written(message);
  const found = indexOf(scenario).keywords.find(({ key }) => texts.some((text) => containsWord(text, key)));
  return found ? { kind: "interaction", interactionId: found.interactionId, how: "keyword" } : null;
}

async function matchPhrase(matching: Matching, invalid: Extract<Match, { kind: "invalid" }> | null): Promise<Match> {
  const { scenario, message, isFirst, rank } = matching;
  const text = message.meaning ?? message.text;
  const ranking = text.trim() === "" ? null : await rank(text);
  const best = ranking?.candidates[0];
  if (ranking && best && best.score >= ranking.threshold) {
    return { kind: "phrase", interactionId: best.interactionId, score: best.score, ranking };
  }
  const welcome = scenario.interactions.find(({ role }) => role === "welcome");
  if (isFirst && scenario.settings.greets && welcome) {
    return { kind: "interaction", interactionId: welcome.id, how: "welcome" };
  }
  // A bot with a model answers a question that the menu does not expect; the menu stays open.
  if (invalid && !scenario.settings.modelAnswers) return { ...invalid, ranking };
  return { kind: "none", ranking };
}
