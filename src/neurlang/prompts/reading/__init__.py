"""Text to plan: literals, tokens, the network and its engines, intents, refusal."""
