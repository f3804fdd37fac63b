import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioState, ScenarioWait } from "@/server/schemas/scenario/scenario-state";

/** How far the word for "back" leads. */
const LONGEST_TRAIL = 50;
/** How many campaigns can be returned to. */
const MOST_CAMPAIGNS = 20;

type Left = ScenarioState["campaigns"][number];

/** The way that the conversation came through menus and campaigns. */
export class Itinerary {
  /** The interactions with menus, oldest first; the last one may be open. */
  trail: string[];
  readonly campaigns: Left[];
  /** The menu in which the row was chosen that is being followed. */
  left: ScenarioWait | null = null;
  private readonly openId: string | null;

  constructor(state: ScenarioState | null) {
    this.trail = [...(state?.trail ?? [])];
    this.campaigns = [...(state?.campaigns ?? [])];
    this.openId = state?.waiting?.interactionId ?? null;
  }

  /** Adds an interaction with a menu. One that was there before ends the trail again, so that "back" does not go in circles. */
  enter({ id, menu }: Interaction): void {
    this.left = null;
    if (!menu || menu.rows.length === 0) return;
    const before = this.trail.indexOf(id);
    this.trail = [...(before === -1 ? this.trail : this.trail.slice(0, before)), id].slice(-LONGEST_TRAIL);
  }

  /** The interaction to go back to; null at the start of the campaign. */
  back(): string | null {
    if (this.openId !== null && this.trail.at(-1) === this.openId) this.trail = this.trail.slice(0, -1);
    return this.trail.at(-1) ?? null;
  }

  /** Leaves the place in one campaign for another. */
  leave(botId: string): void {
    this.campaigns.push({ botId, waiting: this.left, trail: this.trail });
    if (this.campaigns.length > MOST_CAMPAIGNS) this.campaigns.shift();
    this.trail = [];
  }

  /** Takes the place that was left last; undefined without one. */
  return(): Left | undefined {
    const place = this.campaigns.pop();
    if (place) this.trail = place.trail;
    return place;
  }
}
