package io.allsmi.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "train --token abc --lr 1                  | train --token *** --lr 1",
        "train --hf-token abc                      | train --hf-token ***",
        "train --password=X --lr 1                 | train --password=*** --lr 1",
        "train -password X                         | train -password ***",
        "train --authToken X                       | train --authToken ***",
        "java -Dspring.mail.password=X -jar a.jar  | java -Dspring.mail.password=*** -jar a.jar",
        "env HF_TOKEN=X python a.py                | env HF_TOKEN=*** python a.py",
        "env PGPASSWORD=X psql                     | env PGPASSWORD=*** psql",
        "env DB_PASS=X MYSQL_PWD=Y run             | env DB_PASS=*** MYSQL_PWD=*** run",
        "run WANDB_API_KEY=X                       | run WANDB_API_KEY=***",
        "run key=abcdef                            | run key=***",
        "run api_key=abc client_secret=d passwd=e  | run api_key=*** client_secret=*** passwd=***",
        "run AWS_SECRET_ACCESS_KEY=a/b+c           | run AWS_SECRET_ACCESS_KEY=***",
        "jupyter lab --ServerApp.token=abc         | jupyter lab --ServerApp.token=***",
        "run {\"api_key\":\"abc\",\"lr\":1}        | run {\"api_key\":\"***\",\"lr\":1}",
        "run {\"api_key\": \"abc\", \"lr\": 1}     | run {\"api_key\": \"***\", \"lr\": 1}",
        "curl -H 'Authorization: Bearer abc' u     | curl -H 'Authorization: Bearer ***' u",
        "curl -H 'Authorization: Basic dTpw' u     | curl -H 'Authorization: Basic ***' u",
        "curl -H 'Authorization: abc' u            | curl -H 'Authorization: ***' u",
        "wget --header=\"Authorization: Bearer abc\" u | wget --header=\"Authorization: Bearer ***\" u",
        "curl -d user=a&password=b&c=d u           | curl -d user=a&password=***&c=d u",
        "rclone --s3-secret-access-key /ab/c lsd   | rclone --s3-secret-access-key *** lsd",
        "curl -H X-Api-Key:abc u                   | curl -H X-Api-Key:*** u",
        "curl -u me:pw https://h                   | curl -u me:*** https://h",
        "curl https://me:pw@host/a?b=c             | curl https://me:***@host/a?b=c",
        "psql postgresql://u:p@h:5432/db           | psql postgresql://u:***@h:5432/db",
        "curl https://h/a?token=x&b=c              | curl https://h/a?token=***&b=c",
        "mysql -uroot -ppw db                      | mysql -uroot -p*** db",
        "/usr/bin/mysqldump -ppw db                | /usr/bin/mysqldump -p*** db",
        "sshpass -p pw ssh h                       | sshpass -p *** ssh h",
        "docker login -u me -p pw                  | docker login -u me -p ***",
        "redis-cli -a pw get x                     | redis-cli -a *** get x",
        "openssl enc -passin pass:pw -in f         | openssl enc -passin pass:*** -in f",
        "run AKIAIOSFODNN7EXAMPLE                  | run ***",
        "run hf_abcdefghijklmnopqrstuv             | run ***",
        "run sk-proj-abcDEF123456abcdef            | run ***",
        "run ghp_abcdefghijklmnop1234567890        | run ***",
        "run --remote=glpat-abcdefghij1234567890   | run --remote=***",
        "run xoxb-123456789012-abcdef              | run ***",
        "run eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0    | run ***",
        "git clone https://ghp_abcdefghijklmnop12@h/x | git clone https://***@h/x",
        "run --password \"my pass\" --lr 1         | run --password \"***\" --lr 1",
        "run --token=\"a b\" x                     | run --token=\"***\" x"
      })
  void knownFormsAreMasked(String command, String masked) {
    assertThat(SecretMask.mask(command)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python train.py --tokenizer gpt2 --max-tokens 100 --key-size 5",
        "python -m vllm.entrypoints.openai.api_server --model meta-llama/Llama-3-8B --port 8000",
        "train --pad-token <pad> --eos_token_id 2 --num_token=128 --tokens-per-batch 4096",
        "train --use_auth_token True --token false",
        "train --password-file /run/secrets/pw --token-file t --first-pass 2 --bypass x",
        "sshd: alice [priv]",
        "/bin/bash /var/spool/slurmd/job00002/slurm_script 900",
        "PWD=/home/alice OLDPWD=/ bash",
        "nginx --ssl-key /etc/ssl/private/h.key --private-key ./id.pem",
        "sort --key=2,3 f",
        "docker run -p 8080:80 -u 1000:1000 repo/api-token:v1.2",
        "ssh -p 2222 alice@gpu07",
        "python -c print(1) monkey=1 turkey=2 keyboard=us",
        "git clone ssh://git@github.com/a/b http://localhost:8080/ file:///etc/passwd",
        "conda run -n sk-learn-environment-for-tests python",
        "redis-server *:6379",
        "[kworker/0:1-events]",
        "rsync --password-file=/etc/rsync.pw a host::b",
        "gpg --keyserver hkps://keys.openpgp.org",
        "java -XX:MaxRAMPercentage=75 -cp a:b:c Main",
        ""
      })
  void harmlessCommandLinesStayAsTheyAre(String command) {
    assertThat(SecretMask.mask(command)).isEqualTo(command);
    assertThat(SecretMask.mask(List.of(command.split(" ")))).isEqualTo(command);
  }

  @Test
  void aSecretWithBlanksIsMaskedWholeWhenArgumentsAreKnown() {
    assertThat(SecretMask.mask(List.of("run", "--password", "my secret pass", "--lr", "1")))
        .isEqualTo("run --password *** --lr 1");
    assertThat(SecretMask.mask(List.of("run", "--password=my secret pass", "--lr", "1")))
        .isEqualTo("run --password=*** --lr 1");
    assertThat(SecretMask.mask(List.of("mysql", "-pmy secret", "db"))).isEqualTo("mysql -p*** db");
  }

  @Test
  void aShellTextIsMaskedWordByWord() {
    assertThat(
            SecretMask.mask(
                List.of("bash", "-c", "mysql -psecret db; curl -H 'Authorization: Bearer abc' u")))
        .isEqualTo("bash -c mysql -p*** db; curl -H 'Authorization: Bearer ***' u");
  }

  @Test
  void aHeaderArgumentIsMasked() {
    assertThat(SecretMask.mask(List.of("curl", "-H", "Authorization: Bearer abc", "https://h/")))
        .isEqualTo("curl -H Authorization: Bearer *** https://h/");
  }

  @Test
  void anOptionWithoutItsValueHidesNoOtherOption() {
    assertThat(SecretMask.mask("mongod --password --quiet")).isEqualTo("mongod --password --quiet");
  }
}
