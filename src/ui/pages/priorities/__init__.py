"""Priority services: considerations, weights, a ranking with its cut line, decisions, and the frozen round."""
