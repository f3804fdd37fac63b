"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { RecoveryCodesDialog } from "./recovery-codes-dialog";
import { SetUpDialog } from "./set-up-dialog";
import { TurnOffDialog } from "./turn-off-dialog";

interface TwoFactorCardProps {
  isOn: boolean;
  recoveryCodesLeft: number;
  hasPassword: boolean;
}

type Open = "set-up" | "codes" | "turn-off" | null;

/** Two-factor sign-in with an authenticator app. */
export function TwoFactorCard({ isOn, recoveryCodesLeft, hasPassword }: TwoFactorCardProps) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle className="flex items-center gap-2">
          Two-factor sign-in <Badge tone={isOn ? "success" : "neutral"}>{isOn ? "On" : "Off"}</Badge>
        </CardTitle>
        <CardDescription>
          {isOn
            ? `Signing in takes a code of your authenticator app. You have ${codesText(recoveryCodesLeft)} left for when you do not have it.`
            : "Signing in also takes a code of an app on your phone, so that a stolen password is not enough."}
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-wrap gap-2">
        {isOn ? (
          <>
            <Button variant="outline" onClick={() => setOpen("codes")}>
              New recovery codes
            </Button>
            <Button variant="outline" onClick={() => setOpen("turn-off")}>
              Turn off
            </Button>
          </>
        ) : (
          <Button variant="outline" onClick={() => setOpen("set-up")}>
            Set up
          </Button>
        )}
      </CardContent>
      {open === "set-up" && <SetUpDialog hasPassword={hasPassword} onClose={close} />}
      {open === "codes" && <RecoveryCodesDialog onClose={close} />}
      {open === "turn-off" && <TurnOffDialog hasPassword={hasPassword} onClose={close} />}
    </Card>
  );
}

function codesText(count: number): string {
  return count === 1 ? "1 recovery code" : `${count} recovery codes`;
}
