import { Alert } from "./alert";
import { messageOf } from "./apply-server-error";
import { Button } from "./button";

interface LoadFailureProps {
  error: unknown;
  onRetry: () => unknown;
  className?: string;
}

/** Says why a part of the page could not be loaded, and tries again. */
export function LoadFailure({ error, onRetry, className }: LoadFailureProps) {
  return (
    <Alert
      tone="danger"
      className={className}
      action={
        <Button size="sm" variant="outline" onClick={() => void onRetry()}>
          Try again
        </Button>
      }
    >
      {messageOf(error)}
    </Alert>
  );
}
