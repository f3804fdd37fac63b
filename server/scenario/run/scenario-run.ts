import type { Attribute } from "@/server/schemas/scenario/attribute";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { Menu, MenuRow } from "@/server/schemas/scenario/menu";
import type { Redirect } from "@/server/schemas/scenario/redirect";
import type { ScenarioMatch, ScenarioWait } from "@/server/schemas/scenario/scenario-state";
import type { TraceEntry } from "@/server/schemas/trace";
import { CHOOSE_AGAIN } from "./expected-texts";
import { MAX_HOPS } from "./max-hops";
import { callWebhook, fulfilmentOf } from "./call-webhook";
import { type Arrival, beginCampaign, returnToCampaign } from "./change-campaign";
import { ask, nextAttribute, takeValue } from "./collect-values";
import { Itinerary } from "./itinerary";
import type { Match } from "./match-message";
import { playResponses } from "./play-responses";
import { Progress } from "./progress";
import type { Ranking, ScenarioEffects, ScenarioInput, ScenarioResult } from "./scenario-input";
import { answeredResult, unmatchedResult } from "./scenario-result";
import { keywordNumber, menuOptions, shownRows } from "./show-menu";
import type { Wording } from "./wording";

type How = Extract<TraceEntry, { kind: "scenario" }>["how"];

/** Where a turn continues; null when it waits for the customer or has ended. */
type Next =
  | { to: "interaction"; id: string; how: How; match?: ScenarioMatch | undefined; ranking?: Ranking | null }
  | { to: "redirect"; redirect: Redirect; reason: string }
  | { to: "fallback"; ranking: Ranking | null }
  | null;

/** Plays interactions one after the other until the customer is expected to answer. */
export class ScenarioRun {
  private readonly progress: Progress;
  private readonly itinerary: Itinerary;
  private waiting: ScenarioWait | null = null;
  private isUnmatched = false;
  private hops = 0;
  /** Fallback is being played. */
  private isFallback = false;
  /** Fallback is the last interaction of the turn: it says its texts and leads nowhere. */
  private isLast = false;

  constructor(input: ScenarioInput, effects: ScenarioEffects) {
    this.progress = new Progress(input, effects);
    this.itinerary = new Itinerary(input.state);
  }

  get wording(): Wording {
    return this.progress.wording;
  }

  async play(match: Match): Promise<void> {
    let next = await this.begin(match);
    while (next) next = await this.follow(next);
  }

  result(): ScenarioResult {
    if (this.isUnmatched) return unmatchedResult(this.progress);
    return answeredResult(this.progress, this.itinerary, this.waiting);
  }

  private async begin(match: Match): Promise<Next> {
    const query = this.progress.input.message.text;
    switch (match.kind) {
      case "interaction":
        return {
          to: "interaction",
          id: match.interactionId,
          how: match.how,
          match: { query, score: 1, candidates: [] },
        };
      case "phrase": {
        const { interactionId, score, ranking } = match;
        const candidates = ranking.candidates.filter((one) => one.interactionId !== interactionId);
        return {
          to: "interaction",
          id: interactionId,
          how: "phrase",
          match: { query, score, candidates, threshold: ranking.threshold },
          ranking,
        };
      }
      case "row":
        return this.chooseRow(match.interaction, match.menu, match.row);
      case "data":
        return this.giveData(match.interaction, match.row);
      case "answer":
        return this.takeAnswer(match);
      case "back":
        return this.goBack();
      case "main_menu":
        this.itinerary.trail = [];
        return this.toWelcome();
      case "invalid":
        return this.askAgain(match);
      case "none":
        return this.endUnmatched(match.ranking);
    }
  }

  private endUnmatched(ranking: Ranking | null): Next {
    const { campaign } = this.progress;
    if (!campaign.scenario.settings.modelAnswers) return { to: "fallback", ranking };
    this.isUnmatched = true;
    this.progress.note(`No interaction matched, so the model answers.${this.progress.closestIn(ranking)}`);
    return null;
  }

  private follow(next: NonNullable<Next>): Promise<Next> | Next {
    switch (next.to) {
      case "fallback":
        return this.toFallback(next.ranking);
      case "redirect":
        return this.redirect(next.redirect, next.reason);
      case "interaction":
        return this.enter(next);
    }
  }

  private async enter({ id, how, match, ranking }: Extract<Next, { to: "interaction" }>): Promise<Next> {
    const { progress } = this;
    const interaction = progress.find(id);
    if (!interaction) return this.missing("The interaction to continue with no longer exists.");
    this.hops += 1;
    if (this.hops > MAX_HOPS && !this.isLast) return this.cut();
    this.isFallback = how === "fallback";
    this.waiting = null;
    this.itinerary.enter(interaction);
    progress.visit(interaction, how, ranking);
    const from = progress.said.replies.length;
    const goTo = await playResponses(progress, interaction);
    if (progress.handOver !== null) return null;
    if (goTo !== null) return this.isLast ? null : { to: "interaction", id: goTo, how: "redirect", match };
    return this.collect(interaction, 0, from, match ?? null);
  }

  /** Asks for the next value or, after the last one, goes on to the end of the interaction. */
  private async collect(
    interaction: Interaction,
    position: number,
    from: number,
    match: ScenarioMatch | null,
  ): Promise<Next> {
    const attribute = nextAttribute(this.progress, interaction, position);
    if (!attribute) return this.finish(interaction, from, match);
    ask(this.progress, attribute);
    this.waitFor(interaction, attribute, 1, match);
    return null;
  }

  private waitFor(interaction: Interaction, attribute: Attribute, tries: number, match: ScenarioMatch | null): void {
    const place = { interactionId: interaction.id, attributeId: attribute.id };
    this.waiting = { kind: "attribute", ...place, tries, match };
  }

  private async takeAnswer({ interaction, attribute, wait }: Extract<Match, { kind: "answer" }>): Promise<Next> {
    const { progress } = this;
    progress.describe(interaction, "collecting");
    const taken = takeValue(progress, attribute, wait.tries);
    if (taken === "asked") {
      this.waitFor(interaction, attribute, wait.tries + 1, wait.match);
      return null;
    }
    const { afterTries } = attribute;
    if (taken === "given_up" && afterTries.type !== "skip") {
      return { to: "redirect", redirect: afterTries, reason: `The customer gave no valid ${attribute.name}.` };
    }
    return this.collect(interaction, interaction.attributes.indexOf(attribute) + 1, 0, wait.match);
  }

  /** Calls the fulfilment webhook, then opens the menu or follows the redirect. */
  private async finish(interaction: Interaction, from: number, match: ScenarioMatch | null): Promise<Next> {
    const { menu, redirect } = interaction;
    if (interaction.fulfilmentId !== null && !this.isLast) {
      const about = fulfilmentOf(this.progress, { interaction, from, match, trail: this.itinerary.trail });
      const end = await callWebhook(this.progress, interaction, interaction.fulfilmentId, about);
      if (end.missing) return this.missing();
      if (end.goTo !== null) return { to: "interaction", id: end.goTo, how: "redirect" };
    }
    if (menu && menu.rows.length > 0) {
      this.openMenu(interaction, menu, 1, from);
      return null;
    }
    if (redirect === null || this.isLast) return null;
    return { to: "redirect", redirect, reason: `${interaction.name} handed the conversation over.` };
  }

  private openMenu(interaction: Interaction, menu: Menu, tries: number, from: number): void {
    const rows = shownRows(menu, this.wording);
    if (rows.length > 0) this.progress.said.attach(menuOptions(rows), from);
    this.waiting = { kind: "menu", interactionId: interaction.id, tries, rows };
  }

  private askAgain({ interaction, menu, wait, ranking }: Extract<Match, { kind: "invalid" }>): Next {
    if (wait.tries >= menu.tries) return { to: "fallback", ranking };
    this.progress.describe(interaction, "menu", { ranking });
    this.progress.said.addText(this.progress.shownOr(menu.invalidText, CHOOSE_AGAIN));
    this.openMenu(interaction, menu, wait.tries + 1, 0);
    return null;
  }

  private async chooseRow(interaction: Interaction, menu: Menu, row: MenuRow): Promise<Next> {
    const { progress } = this;
    progress.visitRow(interaction, row.id);
    const rows = shownRows(menu, this.wording);
    if (row.webhookId !== null) {
      const about = { kind: "option" as const, text: progress.render(row.text), number: keywordNumber(rows, row.id) };
      const end = await callWebhook(progress, interaction, row.webhookId, about);
      if (end.missing) return this.missing();
      if (end.goTo !== null) return { to: "interaction", id: end.goTo, how: "redirect" };
    }
    if (row.redirect.type === "webhook") return null;
    this.itinerary.left = { kind: "menu", interactionId: interaction.id, tries: 1, rows };
    const reason = `The customer chose "${progress.render(row.text)}" in ${interaction.name}.`;
    return { to: "redirect", redirect: row.redirect, reason };
  }

  private async giveData(interaction: Interaction, row: MenuRow): Promise<Next> {
    const { progress } = this;
    progress.visitRow(interaction, row.id);
    if (row.redirect.type !== "webhook") return null;
    const about = { kind: "data" as const, response: progress.input.message.text };
    const end = await callWebhook(progress, interaction, row.redirect.webhookId, about);
    if (end.missing) return this.missing();
    return end.goTo === null ? null : { to: "interaction", id: end.goTo, how: "redirect" };
  }

  private toWelcome(): Next {
    const welcome = this.progress.findRole("welcome");
    return welcome ? { to: "interaction", id: welcome.id, how: "welcome" } : this.missing("There is no Welcome.");
  }

  private redirect(redirect: Redirect, reason: string): Promise<Next> | Next {
    switch (redirect.type) {
      case "interaction":
        return { to: "interaction", id: redirect.interactionId, how: "redirect" };
      case "campaign":
        return this.toCampaign(redirect.botId);
      case "return":
        return this.returnToCampaign();
      case "person":
        this.waiting = null;
        this.progress.handOver ??= reason;
        return null;
    }
  }

  private async toCampaign(botId: string): Promise<Next> {
    if (botId === this.progress.campaign.botId) return this.toWelcome();
    return this.arrive(await beginCampaign(this.progress, this.itinerary, botId), "welcome");
  }

  private async returnToCampaign(): Promise<Next> {
    return this.arrive(await returnToCampaign(this.progress, this.itinerary), "redirect");
  }

  private arrive({ interactionId, fault }: Arrival, how: How): Next {
    this.waiting = null;
    return interactionId === null ? this.missing(fault) : { to: "interaction", id: interactionId, how };
  }

  private goBack(): Promise<Next> | Next {
    const id = this.itinerary.back();
    if (id !== null) return { to: "interaction", id, how: "redirect" };
    return this.itinerary.campaigns.length > 0 ? this.returnToCampaign() : this.toWelcome();
  }

  /** Fallback answers, because what a script refers to is no longer there. */
  private missing(why?: string): Next {
    if (why !== undefined) this.progress.note(`${why} Fallback answers.`);
    return { to: "fallback", ranking: null };
  }

  private cut(): Next {
    this.progress.note(
      `The script came through ${MAX_HOPS} interactions without waiting for the customer, so it was stopped. Fallback answers.`,
    );
    this.isLast = true;
    this.isFallback = false;
    return { to: "fallback", ranking: null };
  }

  private toFallback(ranking: Ranking | null): Next {
    this.waiting = null;
    const { said, campaign } = this.progress;
    const fallback = this.progress.findRole("fallback");
    if (fallback && !this.isFallback) return { to: "interaction", id: fallback.id, how: "fallback", ranking };
    // What Fallback itself leads to is missing, and it has said something.
    if (fallback && said.replies.length > 0) return null;
    if (!fallback) this.progress.note("There is no Fallback, so the bot's fallback text was sent.");
    said.addText(this.progress.translate(campaign.fallbackText));
    return null;
  }
}
