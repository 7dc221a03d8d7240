"""The data folder and the key in it."""

from bayen.config.home import data_folder, load_secret_key


def test_the_folder_is_what_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv("BAYEN_HOME", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("BAYEN_HOME")
    assert data_folder().name == "bayen-data"


def test_the_key_is_made_once_and_kept(monkeypatch, tmp_path):
    monkeypatch.delenv("BAYEN_SECRET_KEY", raising=False)
    key = load_secret_key(tmp_path)
    assert len(key) >= 50
    assert load_secret_key(tmp_path) == key


def test_without_a_folder_nothing_is_written(monkeypatch, tmp_path):
    monkeypatch.delenv("BAYEN_SECRET_KEY", raising=False)
    nowhere = tmp_path / "none"
    assert load_secret_key(nowhere) != load_secret_key(nowhere)
    assert not nowhere.exists()


def test_a_given_key_is_taken(monkeypatch, tmp_path):
    monkeypatch.setenv("BAYEN_SECRET_KEY", "given")
    assert load_secret_key(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []
