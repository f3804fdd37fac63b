"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { asPercent } from "./curve-at";
import { MeasuredThreshold } from "./measured-threshold";
import { TryPhrase } from "./try-phrase";
import { useMatching } from "./use-matching";

interface ThresholdCardProps {
  botId: string;
  canEdit: boolean;
  /** Null for the threshold that is measured from the phrases. */
  threshold: number | null;
  onChange: (threshold: number | null) => void;
}

/** How like a phrase a message must be to match, with what the bot's own phrases say about each choice. */
export function ThresholdCard({ botId, canEdit, threshold, onChange }: ThresholdCardProps) {
  const { matching, loadError, train, isTraining, trainError } = useMatching(botId);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Threshold</CardTitle>
        <CardDescription>
          A message matches the interaction whose phrases are most like it, if its score reaches this number from 0 to
          1.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid min-w-0 gap-5">
        {loadError && <Alert tone="danger">{loadError}</Alert>}
        {matching?.phrases === 0 && (
          <p className="text-13 text-muted-foreground">
            No interaction has phrases yet. Write some in “What the customer says” of an interaction.
          </p>
        )}
        {matching && matching.phrases > 0 && !matching.calibration && (
          <div className="flex flex-wrap items-center justify-between gap-3 text-13 text-muted-foreground">
            <span aria-live="polite">
              {isTraining
                ? `Learning ${matching.phrases.toLocaleString("en")} phrases, ${asPercent(matching.progress)}`
                : "The phrases have changed since they were learnt last, so that nothing is measured yet."}
            </span>
            {canEdit && (
              <Button variant="outline" size="sm" pending={isTraining} onClick={train}>
                Learn and measure
              </Button>
            )}
          </div>
        )}
        {trainError && !isTraining && <Alert tone="danger">{trainError}</Alert>}
        {matching?.calibration && (
          <MeasuredThreshold
            calibration={matching.calibration}
            canEdit={canEdit}
            threshold={threshold}
            onChange={onChange}
          />
        )}
        {canEdit && matching && matching.phrases > 0 && <TryPhrase botId={botId} />}
      </CardContent>
    </Card>
  );
}
