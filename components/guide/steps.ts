import { type Guide, type GuideStep, guideStep } from "@/server/guide/guide-steps";

interface StepTexts {
  title: string;
  /** One sentence: what the step is good for. */
  text: string;
}

const texts: Record<GuideStep, StepTexts> = {
  create: { title: "Create a bot", text: "Start from a template that works immediately, or from scratch." },
  teach: {
    title: "Teach it something",
    text: "Change its instruction, add knowledge, connect a system by an action, or add a scenario.",
  },
  publish: { title: "Publish it", text: "Customers only talk to what you have published." },
  connect: {
    title: "Put it on your website",
    text: "Add a channel, then paste its snippet into your site or connect your messenger.",
  },
  answer: { title: "Answer the first customer", text: "The inbox shows what your bot says, and you can take over." },
};

export interface ShownStep extends StepTexts {
  step: GuideStep;
  isDone: boolean;
  /** Where it is done; null while an earlier step must come first. */
  href: string | null;
}

/** The steps in their order, with the place of each. */
export function shownSteps({ done, bot }: Guide): ShownStep[] {
  return guideStep.options.map((step) => ({ step, ...texts[step], isDone: done[step], href: placeOf(step, bot) }));
}

function placeOf(step: GuideStep, bot: Guide["bot"]): string | null {
  if (step === "create") return "/bots?new=bot";
  if (step === "answer") return "/inbox";
  if (!bot) return null;
  return step === "connect" ? `/bots/${bot.id}/channels` : `/bots/${bot.id}`;
}
