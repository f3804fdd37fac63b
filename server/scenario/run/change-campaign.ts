import type { Itinerary } from "./itinerary";
import type { Progress } from "./progress";
import type { Campaign } from "./scenario-input";

/** The interaction to continue with in another bot's scenario, or why it cannot continue there. */
export type Arrival = { interactionId: string; fault?: undefined } | { interactionId: null; fault: string };

/** Begins another bot's scenario with its Welcome (CONTRACTS §5). */
export async function beginCampaign(progress: Progress, itinerary: Itinerary, botId: string): Promise<Arrival> {
  const campaign = await loadCampaign(progress, botId);
  const welcome = campaign ? welcomeOf(campaign) : undefined;
  if (!campaign || welcome === undefined) {
    const fault = "The campaign to continue with no longer exists, is not published or has no Welcome.";
    return { interactionId: null, fault };
  }
  itinerary.leave(progress.campaign.botId);
  change(progress, campaign);
  return { interactionId: welcome };
}

/** Returns to the campaign that led here, at the place where it was left. */
export async function returnToCampaign(progress: Progress, itinerary: Itinerary): Promise<Arrival> {
  const place = itinerary.return();
  if (!place) return { interactionId: null, fault: "There is no campaign to return to." };
  const campaign = await loadCampaign(progress, place.botId);
  if (!campaign) {
    return { interactionId: null, fault: "The campaign to return to no longer exists or is not published." };
  }
  change(progress, campaign);
  const left = [place.waiting?.interactionId, place.trail.at(-1)].find((id) => id !== undefined && progress.find(id));
  const interactionId = left ?? welcomeOf(campaign);
  if (interactionId !== undefined) return { interactionId };
  return { interactionId: null, fault: "The campaign to return to has no Welcome." };
}

function loadCampaign(progress: Progress, botId: string): Promise<Campaign | null> | Campaign {
  const { input, effects } = progress;
  if (botId === input.campaign.botId) return input.campaign;
  return effects.loadCampaign(progress.nextName("scenario-campaign"), botId, input.campaign.speech?.language ?? null);
}

function welcomeOf({ scenario }: Campaign): string | undefined {
  return scenario.interactions.find(({ role }) => role === "welcome")?.id;
}

function change(progress: Progress, campaign: Campaign): void {
  progress.campaign = campaign;
  progress.values.setBuiltIn("bot_name", campaign.name);
}
