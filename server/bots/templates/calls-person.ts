import type { StandardFunctions } from "@/server/schemas/standard-functions";

/** The standard functions of templates with a model: a customer who asks for a person gets one. */
export const callsPerson: StandardFunctions = {
  callPerson: {
    description:
      "Gives the conversation to a person. Use it when the customer asks for a human, an operator or a manager, or is upset, or when you cannot solve this.",
  },
};
