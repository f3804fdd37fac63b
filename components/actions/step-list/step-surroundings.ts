import { createContext } from "react";
import type { ImportedRequest } from "@/server/actions/import/imported-request";

/** What the fields of a step know of the editor around them. */
export interface Surroundings {
  /** The bot whose action this is. */
  botId: string;
  stepKey: string;
  /** What the step returned in the last run that was seen. */
  lastBody: unknown;
  /** Fills a webhook step with a request that was read elsewhere; its secrets become constants when wanted. */
  fillStep: (stepKey: string, request: ImportedRequest, options: { hideSecrets: boolean }) => void;
}

export const StepSurroundings = createContext<Surroundings>({
  botId: "",
  stepKey: "",
  lastBody: undefined,
  fillStep: () => {},
});
