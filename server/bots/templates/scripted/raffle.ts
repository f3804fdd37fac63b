import { newId } from "@/server/ids";
import { defaultRaffleTexts, type RaffleSettings } from "@/server/schemas/raffle";
import {
  asks,
  calls,
  makeAction,
  makeFallback,
  makeInteraction,
  row,
  says,
  scriptedTemplate,
  to,
} from "./scripted-template";

const SETTINGS: RaffleSettings = {
  name: "Raffle",
  winChance: 0.25,
  opensAt: null,
  closesAt: null,
  texts: { ...defaultRaffleTexts, again: "This phone number has already taken part. Each number has one entry." },
  prizes: [
    { id: null, name: "€50 voucher", quantity: 3 },
    { id: null, name: "Coffee mug", quantity: 20 },
  ],
};

export const raffle = scriptedTemplate({
  id: "raffle",
  name: "Raffle",
  description: "Draws prizes with a stock and a chance to win, one entry for each phone. Every draw is logged.",
  icon: "gift",
  dialogue: [
    { by: "customer", text: "Hi" },
    { by: "bot", text: "Welcome to our raffle! You can win a voucher or a mug.\n1. Take part\n2. Rules" },
    { by: "customer", text: "1" },
    { by: "bot", text: "What is your phone number, with the country code?" },
    { by: "customer", text: "+52 55 0000 0000" },
    { by: "bot", text: "Congratulations! You have won: Coffee mug." },
  ],
  makeParts() {
    const raffleId = newId("raffle");
    const action = makeAction(
      {
        name: "Draw a prize",
        functionName: "draw_prize",
        description: "Enters a customer into the raffle by the phone number, and tells whether they have won.",
        steps: [{ kind: "draw_prize", name: "draw", raffleId, phone: "{{args.phone}}" }],
      },
      { phone: "The customer's phone number with its country code" },
    );
    const draw = makeInteraction({ name: "Draw", responses: [calls(action.id, { phone: "{{phone}}" })] });
    const fallback = makeFallback("Sorry, I did not understand that. Write “menu” to start again.");
    const question = "What is your phone number, with the country code? For example +52 55 0000 0000.";
    const takePart = makeInteraction({
      name: "Take part",
      phrases: ["I want to take part", "I want to win", "Enter me into the raffle"],
      attributes: [asks("phone", "phone", question, { asksAgain: true, afterTries: to(fallback.id) })],
      redirect: to(draw.id),
    });
    const rules = makeInteraction({
      name: "Rules",
      phrases: ["What are the rules?", "What can I win?", "Which prizes are there?"],
      responses: [
        says("You can win one of 3 vouchers of €50 and one of 20 coffee mugs. Each phone number has one entry."),
      ],
      menu: { rows: [row("Take part", to(takePart.id))] },
    });
    const welcome = makeInteraction({
      role: "welcome",
      name: "Welcome",
      responses: [says("Welcome to our raffle! You can win a voucher or a mug.")],
      menu: { rows: [row("Take part", to(takePart.id)), row("Rules", to(rules.id))] },
    });
    return {
      interactions: [welcome, takePart, draw, rules, fallback],
      actions: [action],
      raffles: [{ id: raffleId, settings: SETTINGS }],
    };
  },
});
