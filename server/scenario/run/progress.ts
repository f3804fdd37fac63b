import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { TraceEntry } from "@/server/schemas/trace";
import { ReplyList } from "./reply-list";
import type { Campaign, Ranking, ScenarioEffects, ScenarioInput, ScenarioPlace, ScenarioVisit } from "./scenario-input";
import { TextValues } from "./text-values";
import type { Wording } from "./wording";

type How = Extract<TraceEntry, { kind: "scenario" }>["how"];

/** What a turn of a scenario has said and done so far. */
export class Progress {
  /** The bot whose scenario runs now. */
  campaign: Campaign;
  /** Why people get the conversation; null if they don't. */
  handOver: string | null = null;
  /** The interaction that the turn came to last, or that asked again. */
  place: ScenarioPlace | null = null;
  readonly input: ScenarioInput;
  readonly effects: ScenarioEffects;
  readonly values: TextValues;
  readonly said = new ReplyList();
  readonly visits: ScenarioVisit[] = [];
  readonly trace: TraceEntry[] = [];
  private readonly counts = new Map<string, number>();

  constructor(input: ScenarioInput, effects: ScenarioEffects) {
    this.input = input;
    this.effects = effects;
    this.campaign = input.campaign;
    this.values = new TextValues(input.values, input.variables);
  }

  /** Both forms of the texts of the bot whose scenario runs now. */
  readonly wording: Wording = {
    original: (text) => this.values.render(text),
    shown: (text) => this.values.render(this.translate(text)),
  };

  translate(text: string): string {
    return this.campaign.speech?.translations.get(text) ?? text;
  }

  /** A text of the bot for the customer; the standard one if it is empty. */
  shownOr(own: string, standard: string): string {
    return this.wording.shown(own).trim() || this.wording.shown(standard);
  }

  /** Fills in a text that the customer does not read. */
  render(text: string): string {
    return this.wording.original(text);
  }

  /** Says a text to the customer, in the language of the conversation. */
  say(text: string, delaySeconds = 0): void {
    this.said.addText(this.wording.shown(text), delaySeconds);
  }

  /** A name for an effect: the kind and its number in the turn, from 1. */
  nextName(kind: string): string {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    return `${kind}-${count}`;
  }

  note(text: string): void {
    this.trace.push({ kind: "note", text });
  }

  find(interactionId: string): Interaction | undefined {
    return this.campaign.scenario.interactions.find(({ id }) => id === interactionId);
  }

  findRole(role: "welcome" | "fallback"): Interaction | undefined {
    return this.campaign.scenario.interactions.find((interaction) => interaction.role === role);
  }

  /** A sentence about the interaction that came closest to the message. */
  closestIn(ranking: Ranking | null): string {
    const best = ranking?.candidates[0];
    const name = best && this.find(best.interactionId)?.name;
    return name ? ` The closest was ${name} with ${best.score.toFixed(2)} of ${ranking.threshold.toFixed(2)}.` : "";
  }

  /** Counts and traces that the customer came to an interaction. */
  visit(interaction: Interaction, how: How, ranking?: Ranking | null): void {
    this.count(interaction, null);
    this.describe(interaction, how, { ranking });
  }

  /** Counts and traces that the customer chose a row. */
  visitRow(interaction: Interaction, rowId: string): void {
    this.count(interaction, rowId);
    this.describe(interaction, "menu", { rowId });
  }

  describe(
    { id, name }: Interaction,
    how: How,
    { rowId, ranking }: { rowId?: string; ranking?: Ranking | null | undefined } = {},
  ): void {
    const { botId, botVersionId } = this.campaign;
    this.place = { botId, botVersionId, interactionId: id };
    const names = (interactionId: string) => this.find(interactionId)?.name ?? "";
    this.trace.push({
      kind: "scenario",
      interactionId: id,
      name,
      how,
      ...(rowId !== undefined && { rowId }),
      ...(ranking && {
        candidates: ranking.candidates.map((one) => ({ ...one, name: names(one.interactionId) })),
        threshold: ranking.threshold,
      }),
    });
  }

  private count({ id: interactionId }: Interaction, rowId: string | null): void {
    const { botId, botVersionId } = this.campaign;
    this.visits.push({ botId, botVersionId, interactionId, rowId });
  }
}
