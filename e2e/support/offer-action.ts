import type { Outputs } from "./customer-client";

/** The picture of the first card. */
export const MUG = "https://images.example/mug.png";
const LONG_LABEL = "No, a label that is so long that it breaks into lines";

/**
 * An action with a step for each kind of options; the customer's message names the kind that the model calls it for.
 */
export const offer = {
  functionName: "offer",
  arguments: [{ name: "round", description: "What is offered.", type: "string" as const, required: true }],
  constants: [],
  steps: [
    offerStep("quick", "What would you like to do?", {
      quick_replies: [
        { label: "Track my order", value: "track" },
        { label: "*Return* <b>it</b>", value: "return" },
        { label: "شيء آخر" },
      ],
    }),
    offerStep("cards", "These are in stock:", {
      cards: [
        {
          title: "Mug",
          subtitle: "12 €",
          image_url: MUG,
          buttons: [
            { label: "Take it", type: "reply", value: "mug" },
            { label: "See it", type: "url", value: "https://shop.example/mug" },
          ],
        },
        {
          title: "Lamp",
          image_url: "https://images.example/gone.png",
          buttons: [{ label: "Take it", type: "reply", value: "lamp" }],
        },
        { title: "Something else", buttons: [{ label: "Call us", type: "phone", value: "+44 20 7946 0958" }] },
      ],
    }),
    offerStep("buttons", "Shall we go on?", {
      buttons: [
        { label: "Yes", type: "reply", value: "yes, please" },
        { label: LONG_LABEL, type: "reply" },
        { label: "Our shop", type: "url", value: "https://shop.example" },
      ],
    }),
  ],
};

type Step = Outputs["actions"]["get"]["definition"]["steps"][number];
type Content = Extract<Extract<Step, { kind: "send_message" }>["content"], { type: "text" }>;

function offerStep(round: string, text: string, interactive: NonNullable<Content["interactive"]>): Step {
  const rules = [{ left: "{{args.round}}", operator: "equals" as const, right: round }];
  return {
    kind: "send_message",
    name: round,
    condition: { match: "all", rules },
    content: { type: "text", text, interactive },
  };
}
