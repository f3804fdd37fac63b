import { newId } from "@/server/ids";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { asks, makeFallback, makeInteraction, row, says, scriptedTemplate, to } from "./scripted-template";

const THANKS = "We have noted your membership and will contact you soon.";
const MEMBERSHIPS = ["One month", "Six months", "One year"];

export const membershipMenu = scriptedTemplate({
  id: "membership-menu",
  name: "Membership menu",
  description: "A menu of memberships. Tells your system which one is chosen and who wants it.",
  icon: "list-ordered",
  hasWebhook: true,
  dialogue: [
    { by: "customer", text: "Hello" },
    {
      by: "bot",
      text: "Welcome to EliPackage! Which membership would you like?\n1. One month\n2. Six months\n3. One year",
    },
    { by: "customer", text: "1" },
    { by: "bot", text: "One month, a good choice. What is your full name?" },
    { by: "customer", text: "John Doe" },
    { by: "bot", text: `Thank you! ${THANKS}` },
  ],
  makeParts(webhookUrl) {
    const webhook =
      webhookUrl === null
        ? null
        : {
            id: newId("scenarioWebhook"),
            name: "Membership system",
            url: webhookUrl,
            thanksText: `Thank you! ${THANKS}`,
          };
    const thanks = makeInteraction({ name: "Thank you", responses: [says(`Thank you, {{full_name}}! ${THANKS}`)] });
    const choices = MEMBERSHIPS.map((name) => choiceOf(name, webhook?.id ?? null, thanks));
    const welcome = makeInteraction({
      role: "welcome",
      name: "Welcome Message",
      responses: [says("Welcome to EliPackage! Which membership would you like?")],
      menu: { rows: choices.map(({ id, name }) => row(name, to(id), webhook?.id ?? null)) },
    });
    const fallback = makeFallback("Sorry, I did not understand that. Write “menu” to see the memberships.");
    return {
      interactions: [welcome, ...choices, ...(webhook ? [] : [thanks]), fallback],
      webhooks: webhook ? [webhook] : [],
    };
  },
});

/** Asks for the name, which the webhook gets; without a webhook, it becomes a variable. */
function choiceOf(name: string, webhookId: string | null, thanks: Interaction): Interaction {
  const question = `${name}, a good choice. What is your full name?`;
  if (webhookId !== null) {
    const rows = [row("", { type: "webhook", webhookId })];
    return makeInteraction({ name, responses: [says(question)], menu: { rows } });
  }
  const attributes = [asks("full_name", "text", question, { asksAgain: true })];
  return makeInteraction({ name, attributes, redirect: to(thanks.id) });
}
