import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { TraceEntry } from "@/server/schemas/trace";
import { ReplyList } from "./reply-list";
import type { Campaign, Ranking, ScenarioEffects, ScenarioInput, ScenarioPlace, ScenarioVisit } from "./scenario-input";
import { TextValues } from "./text-values";

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

  render(text: string): string {
    return this.values.render(text);
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
