"use client";

import { createContext, useContext } from "react";
import type { VariableGroup } from "@/components/actions/templates/variable-group";
import type { Interaction } from "@/server/schemas/scenario/interaction";

/** What the fields of the side panel read and change. */
export interface Panel {
  draft: Interaction;
  change: (part: Partial<Interaction>) => void;
  /** What `{{` offers. */
  variables: VariableGroup[];
  readOnly: boolean;
}

const PanelContext = createContext<Panel | null>(null);
export const PanelProvider = PanelContext.Provider;

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) throw new Error("There is no side panel around this component.");
  return panel;
}
