import { useState } from "react";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";

/** The choice of no provider: a select's item can't have an empty value. */
export const OFF = "off";

interface ProviderModel {
  providerId: string;
  modelId: string;
}

/**
 * The state of a form that chooses a provider and writes the id of one of its models.
 * @param example A model's id, for the message about a missing one.
 */
export function useProviderModel(chosen: ProviderModel | null, example: string) {
  const [providerId, setProviderId] = useState(chosen?.providerId ?? OFF);
  const [modelId, setModelId] = useState(chosen?.modelId ?? "");
  const [fault, setFault] = useState<string>();
  const [savedAs, setSavedAs] = useState({ providerId, modelId });
  const isOff = providerId === OFF;
  useUnsavedChanges(providerId !== savedAs.providerId || (!isOff && modelId !== savedAs.modelId));

  /** Passes the choice on if it is complete; null: no provider. Otherwise says what is missing. */
  function submit(save: (choice: ProviderModel | null) => void) {
    const typed = modelId.trim();
    const isMissing = !isOff && typed === "";
    setFault(isMissing ? `Write the model's id, such as ${example}.` : undefined);
    if (!isMissing) save(isOff ? null : { providerId, modelId: typed });
  }

  const noteSaved = () => setSavedAs({ providerId, modelId });
  return { providerId, setProviderId, modelId, setModelId, fault, submit, noteSaved };
}
