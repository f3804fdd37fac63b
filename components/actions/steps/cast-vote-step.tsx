import { Vote } from "lucide-react";
import { castVoteStep } from "@/server/schemas/steps/cast-vote";
import { defineSimpleStepForm } from "./simple/define-simple-step-form";

/** Gives the customer's vote in a poll. */
export const castVoteStepForm = defineSimpleStepForm({
  kind: "cast_vote",
  schema: castVoteStep,
  icon: Vote,
  description: "Gives the customer’s vote in a poll and tells the result so far.",
  isSeen: true,
  summary: ({ pollId }, { pollName }) => (pollId === "" ? "no poll yet" : `Votes in ${pollName(pollId) ?? "a poll"}`),
  sets: () => ["vote", "percent"],
});
