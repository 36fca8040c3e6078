"""How people ask for digests, encryption and random bytes."""

# ruff: noqa: E501  (a phrase is a line, its alternatives beside each other)

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, phrases

_SHA = "[sha256|sha-256|sha {256:digits}|sha2]"
_WHAT = "[{a:text}|the string {a:text}|the text {a:text}|the word {a:text}]"

SHA256 = (
    *phrases(Mood.SYMBOLIC, f"""
        [sha256|SHA256|hashlib.sha256|sha_256|sha256sum|sha256_hash|Sha256|sha2|crypto.sha256]({{a:text}})
        {_SHA} {{a:text}}
        {{a:text}} [sha256|sha-256|sha256sum|SHA256]
        {{a:text}} | sha256sum
    """),
    *phrases(Mood.NOMINAL, f"""
        [the|] {_SHA} of {_WHAT}
        [the|a|] {_SHA} [hash|digest|checksum|sum|fingerprint|hash value|message digest|hexdigest] [of|for|from] {_WHAT}
        [the|a|] [hash|digest|checksum|fingerprint] of {_WHAT} [with|by|using|in|under] {_SHA}
        {{a:text}} [hashed|digested] [with|by|using|under|in] {_SHA}
        [the|a] [cryptographic hash|secure hash|message digest|cryptographic digest] of {_WHAT}
    """),
    *phrases(Mood.IMPERATIVE, f"""
        [hash|digest|fingerprint|checksum] {_WHAT} [with|by|using|through|under] {_SHA}
        [compute|calculate|find|get|give me|show|make] the {_SHA} [hash|digest|checksum|fingerprint|] of {_WHAT}
        [run|put|feed|pass|send] {_WHAT} through {_SHA}
        [apply|use|run] {_SHA} [to|on|for] {_WHAT}
        {_SHA} [the string|the text|the word|hash] {{a:text}}
    """),
    *phrases(Mood.QUESTION, f"""
        [what is|what's|whats] the {_SHA} [hash|digest|checksum|fingerprint|] [of|for] {_WHAT}
        what does {{a:text}} hash to [with|under|in|using] {_SHA}
        what [hash|digest] does {_SHA} give [for|] {{a:text}}
    """),
)  # fmt: skip

_PLAIN = "[{b:text}|the text {b:text}|the message {b:text}|the string {b:text}]"

AES_ENCRYPT = (
    *phrases(Mood.SYMBOLIC, """
        [aes_encrypt|encrypt|AES_ENCRYPT|aes256_encrypt|aes.encrypt|seal|aes_gcm_encrypt|aesEncrypt]({a:text}[, |,]{b:text})
        [aes_encrypt|aes encrypt|AES_ENCRYPT] {a:text} {b:text}
        encrypt [-k|--key] {a:text} {b:text}
    """),
    *phrases(Mood.IMPERATIVE, """
        [encrypt|cipher|encipher|seal|scramble|lock|protect|encode] [{b:text}|the text {b:text}|the message {b:text}|the \
            string {b:text}|the note {b:text}] [with|using|under] [the key|the password|the secret|key|password|the \
            passphrase|my key|the secret key] {a:text}
        [encrypt|cipher|encipher|seal] [{b:text}|the text {b:text}|the message {b:text}] [with|using|by] [aes|aes-256|aes {256:digits}] [and|with|under] [the key|key|the password|the secret|password] {a:text}
        [aes|aes-256|aes {256:digits}] encrypt [{b:text}|the text {b:text}|the message {b:text}] [with|using|under] [the \
            key|key|the password|password|the secret|] {a:text}
        [use|take] [the key|the password|the secret|key|the passphrase|] {a:text} [to encrypt|to seal|to encipher|and \
            encrypt|to protect|for encrypting] [{b:text}|the text {b:text}|the message {b:text}]
        [with|using|under] [the key|the password|the secret|key] {a:text}[, | ][encrypt|seal|encipher] [{b:text}|the text \
            {b:text}|the message {b:text}]
        encrypt [{b:text}|the text {b:text}] using {a:text} as [the key|key|the password|password|the secret]
    """),
    *phrases(Mood.NOMINAL, """
        [the|an|] [aes|aes-256] [encryption|ciphertext|cipher text] of [{b:text}|the text {b:text}] [with|\
            under|using] [the key|key|the password|the secret|] {a:text}
        [the|] [encryption|ciphertext|encrypted form] of [{b:text}|the text {b:text}|the message {b:text}] [with|under|\
            using] [the key|key|the password] {a:text}
        {b:text} [encrypted|sealed|enciphered] [with|under|using] [the key|key|the password|the secret|aes and the key] \
            {a:text}
    """),
    *phrases(Mood.QUESTION, """
        [what is|how does] [{b:text}|the text {b:text}] [encrypted|look encrypted|when encrypted|look like encrypted] [with|\
            under|using] [the key|key|the password] {a:text}
    """),
)  # fmt: skip

AES_DECRYPT = (
    *phrases(Mood.SYMBOLIC, """
        [aes_decrypt|decrypt|AES_DECRYPT|aes256_decrypt|aes.decrypt|unseal|aes_gcm_decrypt|aesDecrypt]({a:opener}[, \
            |,]{b:sealed})
        [aes_decrypt|aes decrypt|AES_DECRYPT] {a:opener} {b:sealed}
    """),
    *phrases(Mood.IMPERATIVE, """
        [decrypt|decipher|unseal|open|unlock|unscramble|decode] [{b:sealed}|the text {b:sealed}|the message {b:sealed}|the \
            hex {b:sealed}|the ciphertext {b:sealed}] [with|using|under] [the key|the password|the secret|key|password|the \
            passphrase|my key|the secret key] {a:opener}
        [decrypt|decipher|unseal] [{b:sealed}|the ciphertext {b:sealed}|the hex {b:sealed}] [with|using|by] [aes|aes-256|aes {256:digits}] [and|with|under] [the key|key|the password|the secret] {a:opener}
        [aes|aes-256|aes {256:digits}] decrypt [{b:sealed}|the hex {b:sealed}|the message {b:sealed}] [with|using|under] \
            [the key|key|the password|password|the secret|] {a:opener}
        [use|take] [the key|the password|the secret|key|the passphrase|] {a:opener} [to decrypt|to unseal|to decipher|and \
            decrypt|to open|for decrypting] [{b:sealed}|the hex {b:sealed}|the message {b:sealed}]
        [use|take] {a:opener} as [the key|key|the password] [to decrypt|and decrypt|to open] [{b:sealed}|the hex {b:sealed}]
        [with|using|under] [the key|the password|the secret|key] {a:opener}[, | ][decrypt|unseal|decipher] \
            [{b:sealed}|the hex {b:sealed}|the message {b:sealed}]
        decrypt [{b:sealed}|the hex {b:sealed}] using {a:opener} as [the key|key|the password|password|the secret]
    """),
    *phrases(Mood.NOMINAL, """
        [the|an|] [aes|aes-256|] [decryption|plaintext|plain text] of [{b:sealed}|the hex {b:sealed}] [with|\
            under|using] [the key|key|the password|the secret|] {a:opener}
        {b:sealed} [decrypted|unsealed|deciphered] [with|under|using] [the key|key|the password|the secret] {a:opener}
    """),
    *phrases(Mood.QUESTION, """
        what does {b:sealed} [decrypt to|say|mean] [with|under|using] [the key|key|the password] {a:opener}
        what is [{b:sealed}|the message {b:sealed}] decrypted [with|under|using] [the key|key|the password] {a:opener}
    """),
)  # fmt: skip

_HMAC = "[hmac|hmac-sha256|hmac sha256]"
_MADE = f"[{_HMAC[1:-1]}|keyed hash|message authentication code|authentication tag]"

HMAC = (
    *phrases(Mood.SYMBOLIC, """
        [hmac|hmac_sha256|HMAC|hmac.digest|hmacSha256|HMAC_SHA256|mac]({a:text}[, |,]{b:text})
        [hmac|hmac_sha256|HMAC] {a:text} {b:text}
    """),
    *phrases(Mood.NOMINAL, f"""
        [the|an|] {_MADE} of {_PLAIN} [with|using|under|for] [the key|key|the secret|secret|the password|the secret key|] \
            {{a:text}}
        [the|an|] {_MADE} [of|for|over] {_PLAIN} [keyed with|keyed by|by the key|with secret|and the key] {{a:text}}
        [the|an|] {_HMAC} [of|for] the key {{a:text}} [and|over] [the data|the message|the text] {{b:text}}
    """),
    *phrases(Mood.IMPERATIVE, f"""
        [compute|calculate|get|give me|make|create] the {_MADE} [of|for] {_PLAIN} [with|using] \
            [the key|key|the secret|the password] {{a:text}}
        [compute|calculate|get|make|create] [the|an] {_HMAC} [of|for] {_PLAIN} [keyed with|keyed by|with secret] {{a:text}}
        [with|using|under] [the key|the secret|key|the password] {{a:text}}, [compute|calculate|make] the {_MADE} [of|for] {_PLAIN}
        [use|take] [the key|the secret|key|the password|] {{a:text}} [to compute|to make|to get|for] the {_MADE} of {_PLAIN}
        [authenticate|sign|tag] {_PLAIN} [with|by|using] {_HMAC} [and|with|under] [the key|key|the secret|the password] \
            {{a:text}}
        {_HMAC} {{b:text}} [with|using|under] [the key|key|the secret|secret|] {{a:text}}
    """),
    *phrases(Mood.QUESTION, f"""
        [what is|what's] the {_MADE} of {_PLAIN} [with|under|using|for] [the key|key|the secret|the password] {{a:text}}
    """),
)  # fmt: skip

_SECURE = (
    "[secure|cryptographically secure|cryptographic|crypto|strong|secret|unpredictable|crypto-grade|safe]"
)

SECURE_RANDOM = (
    *phrases(Mood.SYMBOLIC, """
        [secure_random|SECURE_RANDOM|token_bytes|secrets.token_bytes|os.urandom|urandom|getrandom|random_bytes|\
            randomBytes|crypto.randomBytes|secure_random_bytes]({a})
        [secure_random|SECURE_RANDOM|urandom|random bytes] {a}
        openssl rand [-hex |]{a}
    """),
    *phrases(Mood.NOMINAL, f"""
        {{a}} [{_SECURE[1:-1]}|] random bytes
        {{a}} bytes of [{_SECURE[1:-1]}|] [randomness|random data|random bytes|entropy|noise]
        [a|the] {_SECURE} random [key|token|string|value|secret|nonce|salt|seed] of {{a}} bytes
        [a|] random [key|token|secret|nonce|salt] of {{a}} bytes
        a [{{a}} byte|{{a}}-byte] [{_SECURE[1:-1]}|] random [key|token|secret|nonce|salt]
        {{a}} random bytes [fit|good|safe|suitable|strong enough] for [a key|keys|cryptography|encryption|a password]
    """),
    *phrases(Mood.IMPERATIVE, f"""
        [generate|give me|make|get|produce|create|draw|fetch|i need|show me|make me|read] {{a}} [{_SECURE[1:-1]}|] random bytes
        [generate|give me|make|get|produce|create] {{a}} bytes of [{_SECURE[1:-1]}|] [randomness|random data|entropy]
        [generate|give me|make|make me|get|create] a [{_SECURE[1:-1]}|] random [key|token|secret|nonce|salt|seed] of {{a}} bytes
        [generate|give me|make|make me|get|create] a [{{a}} byte|{{a}}-byte] [{_SECURE[1:-1]}|] [random key|random token|key|\
            secret key|token|salt|nonce]
        [securely|safely] [generate|make|produce] {{a}} random bytes
        [generate|give me|make] {{a}} random bytes [fit|good|safe|suitable] for [a key|keys|cryptography|encryption]
    """),
    *phrases(Mood.QUESTION, """
        [can i have|may i have|could i get|can you give me] {a} [secure|cryptographically secure|] random bytes
    """),
)  # fmt: skip

SECRETS = {
    "SHA256": SHA256,
    "AES_ENCRYPT": AES_ENCRYPT,
    "AES_DECRYPT": AES_DECRYPT,
    "HMAC": HMAC,
    "SECURE_RANDOM": SECURE_RANDOM,
}
