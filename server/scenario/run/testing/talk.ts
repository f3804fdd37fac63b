import type { ActionOutcome } from "@/server/actions/runs/action-outcome";
import { answerKey, knownAnswers, tapKey, textWithOptions } from "@/server/messages/options";
import { interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { scenario, type ScenarioSettingsInput } from "@/server/schemas/scenario/scenario";
import type { ScenarioState } from "@/server/schemas/scenario/scenario-state";
import type { WebhookCall, WebhookOutcome } from "../../webhooks/webhook-call";
import { runScenario } from "../run-scenario";
import type { Campaign, ScenarioActionCall, ScenarioEffects, ScenarioResult } from "../scenario-input";

interface Bot {
  id?: string;
  settings?: ScenarioSettingsInput;
  actions?: Campaign["actions"];
  speech?: Campaign["speech"];
}

/** A bot with a scenario. */
export function makeCampaign(
  interactions: InteractionInput[],
  { id = "bot_1", settings, actions = [], speech = null }: Bot = {},
): Campaign {
  return {
    botId: id,
    botVersionId: `${id}_v1`,
    name: `Bot ${id}`,
    fallbackText: "The bot's fallback text.",
    timeZone: undefined,
    actions,
    speech,
    scenario: scenario.parse({
      settings: { enabled: true, ...settings },
      interactions: interactions.map((one) => interaction.parse(one)),
    }),
  };
}

/** A response with one text. */
export function says(text: string, delaySeconds = 0) {
  return { kind: "text" as const, id: `res_${text}`, variants: [text], delaySeconds };
}

/** A row that leads to an interaction. */
export function row(id: string, text: string, interactionId: string, keyword = "") {
  return { id, text, keyword, redirect: { type: "interaction" as const, interactionId } };
}

interface Surroundings {
  campaigns?: Campaign[];
  webhook?: (call: WebhookCall) => Partial<WebhookOutcome>;
  action?: (call: ScenarioActionCall) => Partial<ActionOutcome>;
  images?: Record<string, string>;
  values?: Record<string, string>;
  variables?: Record<string, unknown>;
}

/**
 * A conversation with a scripted bot whose effects are kept in memory. Like receiving a message, it finds the option that
 * a message chooses among those of the newest answer.
 */
export class Talk {
  campaign: Campaign;
  state: ScenarioState | null = null;
  variables: Record<string, unknown>;
  last: ScenarioResult | null = null;
  readonly webhookCalls: WebhookCall[] = [];
  readonly actionCalls: ScenarioActionCall[] = [];
  readonly effectNames: string[] = [];
  /** The next message opens the conversation again. */
  isReopened = false;
  private readonly around: Surroundings;
  private count = 0;

  constructor(campaign: Campaign, around: Surroundings = {}) {
    this.campaign = campaign;
    this.around = around;
    this.variables = around.variables ?? {};
  }

  /** Sends a message and returns the answer as a channel without options shows it. */
  async say(text: string, tapped?: string): Promise<string[]> {
    const message = { text, meaning: this.meaningOf(text, tapped) };
    const isFirst = this.count === 0 || this.isReopened;
    this.isReopened = false;
    return this.run({ message, isFirst });
  }

  /** The customer stays silent, and a rule begins an interaction. */
  async staySilent(interactionId: string): Promise<string[]> {
    return this.run({ start: { interactionId, how: "silence" } });
  }

  /** The interactions that the newest turn came through, and how. */
  get path(): string[] {
    return (this.last?.trace ?? []).flatMap((entry) =>
      entry.kind === "scenario" ? [`${entry.how} ${entry.rowId ?? entry.interactionId}`] : [],
    );
  }

  get notes(): string {
    return (this.last?.trace ?? []).flatMap((entry) => (entry.kind === "note" ? [entry.text] : [])).join("\n");
  }

  private async run(given: Partial<Parameters<typeof runScenario>[0]>): Promise<string[]> {
    this.count += 1;
    const input = {
      campaign: this.campaign,
      state: this.state,
      message: { text: "", meaning: null },
      isFirst: false,
      workspaceId: "ws_1",
      conversation: { conversationId: "cnv_1", messageId: `msg_${this.count}` },
      values: { bot_name: this.campaign.name, ...this.around.values },
      variables: this.variables,
      seed: `turn_${this.count}`,
      ...given,
    };
    const result = await runScenario(input, this.effects());
    this.last = result;
    // Stored as JSON between turns.
    this.state = structuredClone(result.state);
    this.variables = { ...this.variables, ...result.variables };
    const next = this.around.campaigns?.find(({ botId }) => botId === result.switchTo);
    if (next) this.campaign = next;
    return result.replies.map(({ text, interactive = null, file }) => file?.name ?? textWithOptions(text, interactive));
  }

  private meaningOf(text: string, tapped: string | undefined): string | null {
    const offered = this.last?.replies.findLast(({ interactive }) => interactive)?.interactive;
    if (!offered) return null;
    const answers = knownAnswers(offered);
    const key = tapped === undefined ? answerKey(text) : tapKey({ label: text, value: tapped });
    const value = answers.get(key)?.value;
    return value === undefined || value === text ? null : value;
  }

  private effects(): ScenarioEffects {
    const { campaigns = [], webhook, action, images = {} } = this.around;
    const named = (name: string) => void this.effectNames.push(name);
    return {
      rank: (name, { interactions }, text) => {
        named(name);
        const words = new Set(text.toLowerCase().split(/\W+/));
        const ranked = interactions
          .filter(({ phrases }) => phrases.length > 0)
          .map(({ id, phrases }) => ({
            interactionId: id,
            score: Math.max(...phrases.map((one) => overlap(one, words))),
          }))
          .toSorted((a, b) => b.score - a.score);
        return Promise.resolve(ranked.length === 0 ? null : { threshold: 0.6, candidates: ranked.slice(0, 5) });
      },
      callWebhook: (name, call) => {
        named(name);
        this.webhookCalls.push(call);
        const outcome = { callId: "whc_1", name: "Hook", status: "sent" as const, result: "Used.", durationMs: 5 };
        return Promise.resolve({ ...outcome, responses: [], attributes: {}, closingText: "", ...webhook?.(call) });
      },
      runAction: (name, call) => {
        named(name);
        this.actionCalls.push(call);
        const outcome = { runId: "run_1", status: "succeeded" as const, result: "Done.", durationMs: 5 };
        return Promise.resolve({ ...outcome, ...action?.(call) });
      },
      readVariables: () => Promise.resolve(this.variables),
      loadCampaign: (name, botId) => {
        named(name);
        return Promise.resolve(campaigns.find((one) => one.botId === botId) ?? null);
      },
      fetchImage: (name, url) => {
        named(name);
        const image = images[url];
        const file = { id: "fil_1", name: image ?? "", mimeType: "image/png", sizeBytes: 1 };
        return Promise.resolve(image === undefined ? "The server answered 404 instead of the image." : file);
      },
    };
  }
}

/** The share of a phrase's words that a message has. */
function overlap(phrase: string, words: Set<string>): number {
  const wanted = phrase.toLowerCase().split(/\W+/);
  return wanted.filter((word) => words.has(word)).length / wanted.length;
}
